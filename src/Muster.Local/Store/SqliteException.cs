namespace Muster.Local.Store;

/// <summary>SQLite refused something.</summary>
/// <param name="code">SQLite's extended result code (https://www.sqlite.org/rescode.html).</param>
/// <param name="message">SQLite's words.</param>
public sealed class SqliteException(int code, string message) : Exception($"{message} (SQLite error {code})")
{
    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>The primary code, its low byte.</summary>
    public int PrimaryCode => Code & 0xff;
}
