using System.Globalization;
using System.Text;

namespace Muster.Tests.Simulation;

/// <summary>What happened, step by step: its hash tells whether two runs were the same.</summary>
internal sealed class Trace(Agenda agenda, bool keepsAll)
{
    private const int Kept = 80;
    private readonly Queue<(TimeSpan At, string What, string? Subject, string? More)> _last = new();
    private ulong _hash = 14695981039346656037;

    public ulong Hash => _hash;

    public int Count { get; private set; }

    public void Add(string what, string? subject = null, string? more = null)
    {
        Count++;
        Mix((ulong)agenda.Elapsed.Ticks);
        Mix(what);
        Mix(subject);
        Mix(more);
        _last.Enqueue((agenda.Elapsed, what, subject, more));
        if (!keepsAll && _last.Count > Kept)
        {
            _last.Dequeue();
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (at, what, subject, more) in _last)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{at.TotalSeconds,10:0.000}  {what} {subject} {more}");
        }

        return text.ToString();
    }

    private void Mix(string? text)
    {
        foreach (var c in text ?? "")
        {
            Mix(c);
        }
    }

    private void Mix(ulong value) => _hash = (_hash ^ value) * 1099511628211;
}
