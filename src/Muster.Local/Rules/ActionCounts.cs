namespace Muster.Local.Rules;

/// <summary>What is counted of an action.</summary>
internal sealed class ActionCounts(string action)
{
    private long _succeeded;
    private long _failed;

    public string Action => action;

    public long Succeeded => Interlocked.Read(ref _succeeded);

    public long Failed => Interlocked.Read(ref _failed);

    public void Succeed() => Interlocked.Increment(ref _succeeded);

    public void Fail() => Interlocked.Increment(ref _failed);
}
