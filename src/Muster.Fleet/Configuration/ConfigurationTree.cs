using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Muster.Fleet.Configuration;

/// <summary>Reads JSON (comments and trailing commas allowed) into nodes that know where they stand, which <see cref="JsonDocument"/> does not.</summary>
internal ref struct ConfigurationTree
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly List<ConfigurationProblem> _problems;
    private Utf8JsonReader _json;
    private long _lineStart;
    private long _seen;
    private int _line;

    private ConfigurationTree(ReadOnlySpan<byte> file, List<ConfigurationProblem> problems)
    {
        _file = file;
        _problems = problems;
        _json = new Utf8JsonReader(file, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        _line = 1;
    }

    /// <summary>Reads <paramref name="file"/>; none when it is no JSON, which ends the pass with one problem.</summary>
    /// <param name="file">UTF-8, with or without a byte order mark.</param>
    /// <param name="problems">Takes what is not right: not JSON, a field that comes twice.</param>
    public static ConfigurationNode? Read(ReadOnlySpan<byte> file, List<ConfigurationProblem> problems)
    {
        file = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        var tree = new ConfigurationTree(file, problems);
        if (!Utf8.IsValid(file))
        {
            problems.Add(new ConfigurationProblem(LineOfInvalidText(file), 1, "$", "the file has text that is not valid UTF-8; save it as UTF-8"));
            return null;
        }

        try
        {
            tree._json.Read();
            var root = tree.ReadValue("$");

            // Reading on is what finds rubbish behind the value.
            tree._json.Read();
            return root;
        }
        catch (JsonException e)
        {
            problems.Add(tree.NotJson(e));
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: JSON, but no text.
            var (line, column) = tree.Place();
            problems.Add(new ConfigurationProblem(line, column, "$", "this text has half of a surrogate pair, which is no character"));
        }

        return null;
    }

    private ConfigurationNode ReadValue(string path)
    {
        var (line, column) = Place();
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject:
                return new ConfigurationNode(JsonValueKind.Object, line, column, path) { Fields = ReadFields(path) };
            case JsonTokenType.StartArray:
                var elements = new List<ConfigurationNode>();
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(ReadValue(string.Create(CultureInfo.InvariantCulture, $"{path}[{elements.Count}]")));
                }

                return new ConfigurationNode(JsonValueKind.Array, line, column, path) { Elements = elements };
            case JsonTokenType.String:
                return new ConfigurationNode(JsonValueKind.String, line, column, path) { Text = _json.GetString()! };
            case JsonTokenType.Number:
                return new ConfigurationNode(JsonValueKind.Number, line, column, path) { Text = Encoding.UTF8.GetString(_json.ValueSpan) };
            default:
                var kind = _json.TokenType switch
                {
                    JsonTokenType.True => JsonValueKind.True,
                    JsonTokenType.False => JsonValueKind.False,
                    _ => JsonValueKind.Null,
                };
                return new ConfigurationNode(kind, line, column, path);
        }
    }

    private List<ConfigurationField> ReadFields(string path)
    {
        var fields = new List<ConfigurationField>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var (line, column) = Place();
            var name = _json.GetString()!;
            var field = Join(path, name);
            if (!lines.TryAdd(name, line))
            {
                _problems.Add(new ConfigurationProblem(line, column, field, string.Create(CultureInfo.InvariantCulture, $"this comes twice, first in line {lines[name]}; keep one of the two")));
            }

            _json.Read();
            fields.Add(new ConfigurationField(name, line, column, ReadValue(field)));
        }

        return fields;
    }

    private static string Join(string path, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{path}.{name}" : $"{path}['{name}']";

    /// <summary>Where the token stands that was read last. Tokens only come later in the file, so each line is counted once.</summary>
    private (int Line, int Column) Place()
    {
        var at = _json.TokenStartIndex;
        for (; _seen < at; _seen++)
        {
            if (_file[(int)_seen] == (byte)'\n')
            {
                _line++;
                _lineStart = _seen + 1;
            }
        }

        return (_line, Encoding.UTF8.GetCharCount(_file[(int)_lineStart..(int)at]) + 1);
    }

    private readonly ConfigurationProblem NotJson(JsonException e)
    {
        var line = (int)(e.LineNumber ?? 0) + 1;
        var column = (int)(e.BytePositionInLine ?? 0) + 1;
        if (_file.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new ConfigurationProblem(1, 1, "$", "the file is empty; it must be a JSON object, at least {}");
        }

        var words = e.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
        return new ConfigurationProblem(line, column, "$", string.Create(CultureInfo.InvariantCulture, $"this is not JSON, at byte {column} of the line: {words}"));
    }

    private static int LineOfInvalidText(ReadOnlySpan<byte> file)
    {
        var line = 1;
        foreach (var part in file.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(file[part]))
            {
                break;
            }

            line++;
        }

        return line;
    }
}
