using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Muster.Fleet.Functions;

namespace Muster.Local.Broker;

/// <summary>A PUBLISH whose outcome is awaited. Pooled, as one is needed for every message.</summary>
internal sealed class InboundPublish
{
    private const int MaxPooled = 4096;
    private static readonly ConcurrentQueue<InboundPublish> Pool = new();
    private readonly Action _continue;
    private AcknowledgementQueue _queue = null!;
    private ConfiguredValueTaskAwaitable<FunctionOutcome>.ConfiguredValueTaskAwaiter _awaiter;

    private InboundPublish() => _continue = Continue;

    public PreparedTopic Topic { get; private set; } = null!;

    public ushort PacketIdentifier { get; private set; }

    public int QualityOfService { get; private set; }

    /// <summary>Whether the outcome is known; guarded by the queue.</summary>
    public bool IsDone { get; set; }

    public FunctionOutcome Outcome { get; private set; }

    public Exception? Failure { get; private set; }

    public static InboundPublish Rent(AcknowledgementQueue queue, PreparedTopic topic, ushort packetIdentifier, int qualityOfService)
    {
        var publish = Pool.TryDequeue(out var pooled) ? pooled : new InboundPublish();
        publish._queue = queue;
        publish.Topic = topic;
        publish.PacketIdentifier = packetIdentifier;
        publish.QualityOfService = qualityOfService;
        publish.IsDone = false;
        publish.Outcome = default;
        publish.Failure = null;
        return publish;
    }

    public void Return()
    {
        _awaiter = default;
        if (Pool.Count < MaxPooled)
        {
            Pool.Enqueue(this);
        }
    }

    /// <summary>Waits for <paramref name="outcome"/> without a thread, and tells the queue.</summary>
    public void Await(ValueTask<FunctionOutcome> outcome)
    {
        _awaiter = outcome.ConfigureAwait(false).GetAwaiter();
        if (_awaiter.IsCompleted)
        {
            Continue();
        }
        else
        {
            _awaiter.UnsafeOnCompleted(_continue);
        }
    }

    private void Continue()
    {
        try
        {
            Outcome = _awaiter.GetResult();
        }
        catch (Exception e)
        {
            Failure = e;
        }

        _queue.Complete(this);
    }
}
