using Muster.Fleet.Notifications;

namespace Muster.Fleet.Functions;

/// <summary>What one run has for one server.</summary>
/// <param name="isForCustomers">Whether customers named the server.</param>
/// <param name="isForRules">Whether it is for webhooks of rules.</param>
internal sealed class NotifyLane(bool isForCustomers, bool isForRules)
{
    /// <summary>The most that are under way to one server.</summary>
    public const int AtOnce = 4;

    private int _timeOuts;

    /// <summary>Whether customers named the server.</summary>
    public bool IsForCustomers => isForCustomers;

    /// <summary>Whether it is for webhooks of rules.</summary>
    public bool IsForRules => isForRules;

    /// <summary>What is still to be sent.</summary>
    public Queue<Notification> Waiting { get; } = new();

    /// <summary>How many are under way.</summary>
    public int Active { get; set; }

    /// <summary>Whether the server does not answer: as many as may be under way had no answer, one after another.</summary>
    public bool IsDead => _timeOuts >= AtOnce;

    /// <summary>Whether another may be sent. After one without an answer those that are under way tell first whether the server lives.</summary>
    public bool HasRoom => Active < AtOnce && (_timeOuts == 0 || Active == 0);

    /// <summary>Notes how an attempt ended.</summary>
    public void Note(DeliveryKind kind) => _timeOuts = kind == DeliveryKind.TimedOut ? _timeOuts + 1 : 0;
}
