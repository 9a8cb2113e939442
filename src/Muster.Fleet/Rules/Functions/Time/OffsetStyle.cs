namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>How an offset from UTC is written; numbered as the letter X is repeated.</summary>
internal enum OffsetStyle
{
    /// <summary><c>GMT+2</c> or <c>GMT+02:00</c>.</summary>
    Localized,

    /// <summary><c>+02</c>, or <c>+0230</c> where there are minutes.</summary>
    Hours,

    /// <summary><c>+0200</c>.</summary>
    HoursMinutes,

    /// <summary><c>+02:00</c>.</summary>
    Colon,

    /// <summary><c>+0200</c>, or <c>+020030</c> where there are seconds.</summary>
    Seconds,

    /// <summary><c>+02:00</c>, or <c>+02:00:30</c> where there are seconds.</summary>
    ColonSeconds,
}
