namespace Muster.Local.Store;

/// <summary>A retained message on its way into the store; an empty payload clears the topic (MQTT 5, section 3.3.1.3).</summary>
internal sealed class RetainJob(RetainedMessage message) : WriterJob
{
    // Continued on the writer thread, so that messages of one topic go to their subscribers in the order of their commits.
    private readonly TaskCompletionSource _source = new();

    public Task Task => _source.Task;

    public override void Apply(WriteBatch batch) => batch.Retain(message);

    public override void Complete() => _source.SetResult();

    public override void Fail(Exception exception) => _source.SetException(exception);
}
