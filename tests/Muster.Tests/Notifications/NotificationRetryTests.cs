using Muster.Fleet.Notifications;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Notifications;

public sealed class NotificationRetryTests
{
    [Fact]
    public void Ten_attempts_in_a_little_over_three_days_and_then_it_is_given_up()
    {
        var (notification, now) = (Samples.Notification(1), Noon);
        var pauses = new List<TimeSpan>();
        while (true)
        {
            notification = NotificationRetry.After(notification, "no answer", now);
            if (notification.Due is not { } due)
            {
                break;
            }

            Assert.Equal(NotificationState.Waiting, notification.State);
            pauses.Add(due - now);
            now = due;
        }

        Assert.Equal((NotificationState.GivenUp, 10, "no answer"), (notification.State, notification.Attempts, notification.LastError));
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(now - Noon, TimeSpan.FromHours(72), TimeSpan.FromHours(80));
    }
}
