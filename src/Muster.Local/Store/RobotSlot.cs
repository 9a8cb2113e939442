using Muster.Fleet.Robots;

namespace Muster.Local.Store;

/// <summary>What the writer knows of one robot's row.</summary>
internal sealed class RobotSlot
{
    /// <summary>The row, with what the current batch did to it; none when there is no row.</summary>
    public Robot? Robot { get; set; }

    /// <summary>How many entries its history has; none while nobody counted.</summary>
    public long? HistoryCount { get; set; }

    /// <summary>What of it the current batch has to write.</summary>
    public RowChange Change { get; set; }
}

/// <summary>How much of a row is to be written.</summary>
internal enum RowChange
{
    None,
    Telemetry,
    All,
}
