using Muster.Fleet.Rules;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>Randomness that is the same each time.</summary>
internal static class Services
{
    internal static RuleServices Make()
    {
        var next = 0;
        return new RuleServices(new Random(7), () => new Guid(++next, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0));
    }
}
