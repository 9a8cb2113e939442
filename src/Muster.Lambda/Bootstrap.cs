using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Lambda.Logging;
using Muster.Lambda.Runtime;

namespace Muster.Lambda;

/// <summary>The bootstrap's life: it makes its function once, and then answers invocations until its environment is ended.</summary>
/// <param name="variable">The value of an environment variable; none when it is not set.</param>
/// <param name="output">Where its log goes.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Makes ids, spreads retries.</param>
/// <param name="connect">Makes store and sender.</param>
internal sealed class Bootstrap(Func<string, string?> variable, Stream output, TimeProvider clock, Random random, Func<LambdaEnvironment, FleetConfiguration, BootstrapTools, CloudParts> connect)
{
    private const int Failed = 1;

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends it between two invocations.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var log = new LambdaLog(output, clock, LambdaLog.ReadLevel(variable("AWS_LAMBDA_LOG_LEVEL")));
        if (variable(LambdaEnvironment.RuntimeApi) is not { Length: > 0 } address)
        {
            log.InitFailed(new InitException("Runtime.MissingEnvironment", $"{LambdaEnvironment.RuntimeApi} is not set; this program is started by AWS Lambda, or by `muster invoke` and `muster up --functions lambda`"));
            return Failed;
        }

        using var api = new RuntimeApiClient(address);
        CloudParts? cloud = null;
        try
        {
            Func<Invocation, CancellationToken, ValueTask<FunctionOutcome>> function;
            try
            {
                var environment = LambdaEnvironment.Read(variable);
                var configuration = ConfigurationFile.Read(environment.Configuration, variable);
                cloud = connect(environment, configuration, new BootstrapTools(clock, random, log));
                function = FunctionSet.Create(environment, configuration, cloud, clock, random, log).Find(environment.Handler);
                await cloud.WarmAsync(cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The edge: whatever it was, Lambda is to hear of it.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.InitFailed(e);
                await api.FailInitAsync(InvocationError.Of(e), cancellationToken).ConfigureAwait(false);
                return Failed;
            }

            await new RuntimeLoop(api, function, cloud, log, clock).RunAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (HttpRequestException e)
        {
            // Without the Runtime API there is nobody left to tell.
            log.RuntimeApiLost(e);
            return Failed;
        }
        finally
        {
            cloud?.Dispose();
        }
    }
}
