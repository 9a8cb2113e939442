namespace Muster.Commands;

/// <summary>Reads again and again: a Muster that was there may come and go.</summary>
/// <param name="say">Where it is said, once, that it is away, and that it is back.</param>
internal sealed class PatientReader(Action<string> say)
{
    /// <summary>Whether the last try failed.</summary>
    public bool IsAway { get; private set; }

    /// <summary>What <paramref name="read"/> gives; none when Muster does not answer, or refuses.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            var value = await read();
            if (IsAway)
            {
                say("muster: Muster answers again");
            }

            IsAway = false;
            return value;
        }
        catch (CommandException e)
        {
            if (!IsAway)
            {
                say($"muster: {e.Message}; trying again");
            }

            IsAway = true;
            return null;
        }
    }
}
