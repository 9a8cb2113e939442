namespace Muster.Local.Simulator;

// Charging, and a person's hand.
public sealed partial class SimulatedRobot
{
    private void Charge(DateTimeOffset now)
    {
        if (_order is not null || _pausedAt is not null)
        {
            _chargeNext = true;
        }
        else if (_fullAt is not null)
        {
            ReportStatus(now);
        }
        else
        {
            DriveToCharger(now);
        }
    }

    private void ChargeIfLow(DateTimeOffset now)
    {
        if (_order is null && _pausedAt is null && _fullAt is null && (_chargeNext || _battery < _options.LowBattery))
        {
            DriveToCharger(now);
        }
    }

    /// <summary>Without an order it drives nowhere but there.</summary>
    private void DriveToCharger(DateTimeOffset now)
    {
        _chargeNext = false;
        if (_journey is null)
        {
            Narrator?.Invoke("drives to its charger");
            _journey = new Journey(_position, _options.Charger, now, now + Around(_options.TravelTime));
        }
    }

    private void Dock(DateTimeOffset now)
    {
        Narrator?.Invoke("charges");
        _journey = null;
        _fullAt = now + TimeSpan.FromSeconds((100 - _battery) / _options.ChargePerSecond / _options.Speed);
        ReportStatus(now);
    }

    private void Leave(DateTimeOffset now, string why)
    {
        Narrator?.Invoke(why);
        _journey = null;
        _fullAt = null;
        ReportStatus(now);
    }

    private void Pause(DateTimeOffset now)
    {
        if (_pausedAt is null)
        {
            Narrator?.Invoke("is paused");
            _pausedAt = now;
            if (_order is null)
            {
                // Charging is over: a robot that is resumed is ready for work.
                _journey = null;
                _fullAt = null;
            }
        }

        ReportStatus(now);
    }

    private void Resume(DateTimeOffset now)
    {
        if (_pausedAt is { } since)
        {
            Narrator?.Invoke("is resumed");
            _pausedAt = null;
            _order = _order?.Later(now - since);
            _journey = _journey?.Later(now - since);
            ReportStatus(now);
            ChargeIfLow(now);
        }
        else if (_order is null && (_fullAt ?? _journey?.EndsAt) is not null)
        {
            Leave(now, "is called from its charger");
        }
        else
        {
            ReportStatus(now);
        }
    }
}
