using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>Which changes of a robot matter: those that decisions rest on, that are kept in history and announced at once.</summary>
internal static class RobotChanges
{
    /// <summary>Whether <paramref name="after"/> differs from <paramref name="before"/> in status, site, capabilities, order, fault or instruction.</summary>
    public static bool Differ(Robot before, Robot after) =>
        before.Status != after.Status
        || before.Site != after.Site
        || before.CurrentOrder != after.CurrentOrder
        || before.ReportedOrder != after.ReportedOrder
        || before.Instruction?.Command != after.Instruction?.Command
        || before.RetiredAt != after.RetiredAt
        || before.Fault != after.Fault
        || !SameWords(before.Capabilities, after.Capabilities);

    /// <summary>The history's entry for the change.</summary>
    public static RobotEvent Entry(Robot? before, Robot after, DateTimeOffset at, string cause, string? why = null, string? by = null)
    {
        var changes = new List<FieldChange>();
        Add(changes, "status", before?.Status.ToWire(), after.Status.ToWire());
        Add(changes, "site", before?.Site, after.Site);
        Add(changes, "capabilities", Words(before?.Capabilities), Words(after.Capabilities));
        Add(changes, "order", before?.CurrentOrder, after.CurrentOrder);
        Add(changes, "fault", Words(before?.Fault), Words(after.Fault));
        Add(changes, "instruction", before?.Instruction?.Command, after.Instruction?.Command);
        return new RobotEvent(after.Name, after.Version, at, cause, changes, why, by);
    }

    private static void Add(List<FieldChange> changes, string field, string? from, string? to)
    {
        if (from != to)
        {
            changes.Add(new FieldChange(field, from, to));
        }
    }

    private static bool SameWords(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.SequenceEqual(b));

    private static string? Words(IReadOnlyList<string>? words) => words is null or { Count: 0 } ? null : string.Join(", ", words);

    private static string? Words(Fault? fault) => fault switch
    {
        null => null,
        { Message: null } => fault.Code,
        _ => $"{fault.Code}: {fault.Message}",
    };
}
