namespace Muster.Local.Store;

/// <summary>One caller's part in a group commit.</summary>
internal abstract class WriterJob
{
    /// <summary>Does its writes. Throws nothing of its own: a version that was lost is a result.</summary>
    public abstract void Apply(WriteBatch batch);

    /// <summary>Called once the batch is on disk.</summary>
    public abstract void Complete();

    /// <summary>Called when the batch could not be written; nothing of it was.</summary>
    public abstract void Fail(Exception exception);
}
