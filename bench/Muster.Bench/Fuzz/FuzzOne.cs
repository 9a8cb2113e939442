using Muster.Bench.Fuzz.Checks;
using Muster.Bench.Fuzz.Generation;

namespace Muster.Bench.Fuzz;

/// <summary>One input, printed before it is run: whatever it does to the process.</summary>
internal static class FuzzOne
{
    internal static int Run(FuzzOptions options, int index)
    {
        var input = FuzzInput.Make((ulong)options.Seed, index);
        Print(input);
        FuzzOutcome outcome = default;
        var thread = new Thread(() => outcome = new FuzzCheck().Run(input), FuzzThread.StackSize) { IsBackground = true };
        thread.Start();
        if (!thread.Join(TimeSpan.FromSeconds(options.Limit)))
        {
            Console.WriteLine($"HANG: more than {options.Limit} s");
            return FuzzExit.Hang;
        }

        if (outcome.Failure is not { } failure)
        {
            Console.WriteLine($"no failure; {(outcome.IsCompiled ? $"{outcome.Events} of {outcome.Messages} messages made events" : "the statement is refused")}");
            return FuzzExit.Clean;
        }

        Print(failure);
        Console.WriteLine("smaller:");
        Print(FuzzShrinker.Shrink(input, failure));
        return FuzzExit.Failures;
    }

    internal static void Print(FuzzInput input)
    {
        Console.WriteLine($"  {input.Version}: {JsonCheck.Show(input.Sql)}");
        if (input.Template.Length > 0)
        {
            Console.WriteLine($"  template: {JsonCheck.Show(input.Template)}");
        }

        foreach (var payload in input.Payloads)
        {
            Console.WriteLine($"  payload: {JsonCheck.Show(payload)}");
        }

        if (input.Call is { } call)
        {
            Console.WriteLine($"  call: {JsonCheck.Show(call.ToString())}");
        }

        Console.WriteLine($"  topic {JsonCheck.Show(input.Context.Topic.Value)}, client {JsonCheck.Show(input.Context.ClientId ?? "none")}, at {input.Context.ReceivedAt:O}, {input.Context.Properties?.ToString() ?? "no properties"}");
    }

    internal static void Print(FuzzFailure failure) => Console.WriteLine($"  {failure.Kind}\n  {JsonCheck.Show(failure.Detail).Replace("\\u000A", "\n  ", StringComparison.Ordinal)}");
}
