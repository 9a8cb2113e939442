namespace Muster.Aws.Store;

/// <summary>The names of indexes.</summary>
internal static class Indexes
{
    public const string ByStatus = "ByStatus";
    public const string BySite = "BySite";
    public const string ByState = "ByState";
    public const string ByDue = "ByDue";
    public const string ByList = "ByList";
    public const string Pending = "Pending";
}
