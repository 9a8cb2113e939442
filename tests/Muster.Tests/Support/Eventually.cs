namespace Muster.Tests.Support;

/// <summary>Waits for something that another process or thread does, by looking again; the deadline only ends a failing test.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null, TimeSpan? pause = null)
    {
        var deadline = DateTime.UtcNow + (atMost ?? TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"never came: {what}");
            await Task.Delay(pause ?? TimeSpan.FromMilliseconds(20));
        }
    }
}
