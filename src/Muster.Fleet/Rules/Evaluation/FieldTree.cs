using System.Text;
using System.Text.Json;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>
/// The paths into the payload that a rule needs, as a tree, so that one pass over the payload finds them all. A name that comes
/// again replaces the one before.
/// </summary>
internal sealed class FieldTree
{
    // Beyond this many names a look-up costs less than comparing one by one.
    private const int FewNames = 8;

    private readonly string _name;
    private readonly byte[] _utf8;
    private readonly List<FieldTree> _children = [];
    private Dictionary<string, FieldTree>? _byName;
    private int _slot = -1;

    /// <summary>The payload itself.</summary>
    public FieldTree()
        : this("")
    {
    }

    private FieldTree(string name)
    {
        _name = name;
        _utf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The slot of a path; a new one, counted by <paramref name="slots"/>, when it has none yet.</summary>
    public int SlotOf(IEnumerable<string> path, ref int slots)
    {
        var node = path.Aggregate(this, (parent, name) => parent.Child(name));
        if (node._slot < 0)
        {
            node._slot = slots++;
        }

        return node._slot;
    }

    /// <summary>Finds the values in <paramref name="payload"/>.</summary>
    /// <param name="payload">Valid UTF-8.</param>
    /// <param name="slots">Takes the places of the values.</param>
    /// <returns>Whether the payload is JSON; when it is not, no slot is filled.</returns>
    public bool Read(ReadOnlySpan<byte> payload, Span<Slot> slots)
    {
        try
        {
            var reader = new Utf8JsonReader(payload, JsonValueReader.Options);
            if (reader.Read())
            {
                ReadValue(ref reader, slots);

                // Reading on is what finds a second value or rubbish behind the first.
                reader.Read();
                return true;
            }
        }
        catch (JsonException)
        {
            // No JSON: the slots stay empty.
        }

        slots.Clear();
        return false;
    }

    private FieldTree Child(string name)
    {
        foreach (var child in _children)
        {
            if (child._name == name)
            {
                return child;
            }
        }

        var added = new FieldTree(name);
        _children.Add(added);
        if (_children.Count > FewNames)
        {
            _byName ??= _children.ToDictionary(c => c._name, StringComparer.Ordinal);
            _byName[name] = added;
        }

        return added;
    }

    private void ReadValue(ref Utf8JsonReader reader, Span<Slot> slots)
    {
        var (start, type) = ((int)reader.TokenStartIndex, reader.TokenType);
        if (type == JsonTokenType.StartObject && _children.Count > 0)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var child = Find(ref reader);
                reader.Read();
                if (child is null)
                {
                    reader.Skip();
                    continue;
                }

                child.Clear(slots);
                child.ReadValue(ref reader, slots);
            }
        }
        else
        {
            reader.Skip();
        }

        if (_slot >= 0)
        {
            slots[_slot] = new Slot { Start = start, Length = (int)reader.BytesConsumed - start, Type = type };
        }
    }

    private FieldTree? Find(ref Utf8JsonReader reader)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(JsonValueReader.Text(ref reader));
        }

        // An escaped half of a surrogate pair is no text: comparing it throws.
        var escaped = reader.ValueIsEscaped ? JsonValueReader.Text(ref reader) : null;
        foreach (var child in _children)
        {
            if (escaped is null ? reader.ValueSpan.SequenceEqual(child._utf8) : escaped == child._name)
            {
                return child;
            }
        }

        return null;
    }

    private void Clear(Span<Slot> slots)
    {
        if (_slot >= 0)
        {
            slots[_slot] = default;
        }

        foreach (var child in _children)
        {
            child.Clear(slots);
        }
    }
}
