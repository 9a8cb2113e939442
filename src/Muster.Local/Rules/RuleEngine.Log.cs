using Microsoft.Extensions.Logging;

namespace Muster.Local.Rules;

public sealed partial class RuleEngine
{
    [LoggerMessage(211, LogLevel.Warning, "Rule {Rule}: {Action} failed for a message on {Topic}: {Problem}{More}")]
    private partial void LogFailed(string rule, string action, string topic, string problem, string more);

    [LoggerMessage(212, LogLevel.Error, "Rule {Rule} could not be evaluated for a message on {Topic}.")]
    private partial void LogNotEvaluated(string rule, string topic, Exception exception);
}
