using Muster.Fleet.Functions;

namespace Muster.Tests.Functions;

public sealed class DispatchTurnTests
{
    private readonly DispatchTurn _turn = new();

    [Fact]
    public async Task Who_comes_while_a_run_is_under_way_makes_it_run_again_once_however_many_come()
    {
        Assert.True(await _turn.TryBeginAsync());
        Assert.False(await _turn.TryBeginAsync());
        Assert.False(await _turn.TryBeginAsync());

        Assert.True(_turn.TryAgain(isDone: true));
        Assert.False(_turn.TryAgain(isDone: true));
        Assert.True(await _turn.TryBeginAsync());
    }

    [Fact]
    public async Task Nobody_runs_for_others_for_ever()
    {
        Assert.True(await _turn.TryBeginAsync());
        var runs = 0;
        Task<bool>? taken = null;
        do
        {
            runs++;
            var asked = _turn.TryBeginAsync().AsTask();
            taken = asked.IsCompleted ? null : asked;
        }
        while (_turn.TryAgain(isDone: true));

        // The last who came waited, and goes on in the runner's place; who comes now finds it at work.
        Assert.Equal(5, runs);
        Assert.True(await taken!);
        Assert.False(await _turn.TryBeginAsync());
        Assert.True(_turn.TryAgain(isDone: true));
    }

    [Fact]
    public async Task Run_that_failed_is_not_repeated_and_holds_up_nobody()
    {
        Assert.True(await _turn.TryBeginAsync());
        Assert.False(await _turn.TryBeginAsync());

        Assert.False(_turn.TryAgain(isDone: false));

        Assert.True(await _turn.TryBeginAsync());
    }
}
