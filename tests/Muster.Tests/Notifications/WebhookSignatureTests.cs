using Muster.Fleet.Notifications;

namespace Muster.Tests.Notifications;

public sealed class WebhookSignatureTests
{
    /// <summary>The example of https://github.com/standard-webhooks/standard-webhooks.</summary>
    [Fact]
    public void Published_example_has_the_published_signature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8));

    [Fact]
    public void Prefix_of_the_secret_may_be_left_out() => Assert.Equal(
        WebhookSignature.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "m", 1, "x"u8), WebhookSignature.Sign("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "m", 1, "x"u8));

    [Fact]
    public void Secret_that_is_no_base64_is_refused() => Assert.Throws<FormatException>(() => WebhookSignature.Sign("whsec_*", "m", 1, "x"u8));
}
