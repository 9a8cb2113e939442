using SQLitePCL;

namespace Muster.Local.Store;

/// <summary>A prepared statement. Parameters and columns are counted as SQLite does: from 1 and from 0.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Bind(int index, string? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, long? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_int64(handle, index, value.Value));
        return this;
    }

    public SqliteStatement Bind(int index, double? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_double(handle, index, value.Value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>Text that is UTF-8 already, such as JSON.</summary>
    public SqliteStatement BindText(int index, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    /// <summary>Times are stored as microseconds since 1970 (UTC).</summary>
    public SqliteStatement Bind(int index, DateTimeOffset? value) => Bind(index, value is { } time ? ToMicroseconds(time) : null);

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        var code = raw.sqlite3_step(handle);
        if (code != raw.SQLITE_DONE)
        {
            // The message has to be read before the reset, which clears it.
            try
            {
                connection.Check(code);
            }
            finally
            {
                raw.sqlite3_reset(handle);
            }
        }

        raw.sqlite3_reset(handle);
    }

    /// <summary>The rows of a query; disposing them makes the statement ready for its next run.</summary>
    public Cursor Rows() => new(this);

    /// <summary>The first column of the first row; none when there is no row, or nothing in it.</summary>
    public long? Number()
    {
        using var rows = Rows();
        return rows.Read() ? rows.Int64OrNull(0) : null;
    }

    /// <summary>The first column of all rows.</summary>
    public List<string> Texts()
    {
        var texts = new List<string>();
        using var rows = Rows();
        while (rows.Read())
        {
            texts.Add(rows.Text(0)!);
        }

        return texts;
    }

    public void Dispose() => raw.sqlite3_finalize(handle);

    private static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A walk over a query's rows.</summary>
    public readonly struct Cursor(SqliteStatement statement) : IDisposable
    {
        private sqlite3_stmt Handle => statement.Handle;

        public bool Read()
        {
            var code = raw.sqlite3_step(Handle);
            statement.Connection.Check(code);
            return code == raw.SQLITE_ROW;
        }

        public string? Text(int column) =>
            raw.sqlite3_column_type(Handle, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(Handle, column).utf8_to_string();

        public long Int64(int column) => raw.sqlite3_column_int64(Handle, column);

        public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

        public double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(Handle, column);

        public byte[] Blob(int column) => raw.sqlite3_column_blob(Handle, column).ToArray();

        /// <summary>A text's or a blob's bytes, good until the next row.</summary>
        public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(Handle, column);

        public DateTimeOffset Time(int column) => DateTimeOffset.UnixEpoch.AddTicks(Int64(column) * TimeSpan.TicksPerMicrosecond);

        public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

        public void Dispose() => raw.sqlite3_reset(Handle);

        private bool IsNull(int column) => raw.sqlite3_column_type(Handle, column) == raw.SQLITE_NULL;
    }

    private sqlite3_stmt Handle => handle;

    private SqliteConnection Connection => connection;
}
