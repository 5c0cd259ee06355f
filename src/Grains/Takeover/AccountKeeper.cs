using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Diagnosis;
using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Health;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Grains.Timelines;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>One a silo: brings accounts back that live nowhere, and answers for the accounts that live here.</summary>
internal sealed partial class AccountKeeper(
    GrainId grainId,
    Silo silo,
    ILoggerFactory loggers,
    LocalAccounts local,
    SiloTimelines timelines,
    AccountSweeps sweeps,
    LeavingConnections leaving,
    OpenSilos silos,
    SecretSealer sealer,
    SiloExamination examination,
    SiloCondition condition,
    IHostApplicationLifetime lifetime,
    IOptions<AccountOptions> options,
    ILogger<AccountKeeper> logger) : GrainService(grainId, silo, loggers), IAccountKeeper
{
    private Task _sweeping = Task.CompletedTask;

    public override async Task Start()
    {
        await base.Start();
        if (!options.Value.Sweeps)
            return;
        using (ExecutionContext.SuppressFlow())
            _sweeping = Task.Run(SweepAsync);
    }

    public override async Task Stop()
    {
        await base.Stop();
        await _sweeping;
    }

    public Task<AccountReport[]> ReportAsync(string? after, string? through) =>
        Task.FromResult(local.Report(after, through).ToArray());

    public Task<PhaseChange[]> RememberAsync(string accountId) => Task.FromResult(timelines.Read(accountId));

    public Task PingAsync() => Task.CompletedTask;

    public Task<SiloSummary> SummarizeAsync()
    {
        var statuses = local.Report(null, null).ToArray();
        return Task.FromResult(new SiloSummary(
            ProgramVersion.Text, statuses.Length, statuses.Count(static report => report.Status?.Phase == ConnectionPhase.Connected), silos.IsClosed(Silo), sealer.KeyId, [.. condition.Degradations]));
    }

    public Task<SiloFacts> CheckUpAsync() => examination.RunAsync();

    public Task ReleaseAsync(string accountId, long throughEpoch) => leaving.ReleaseAsync(accountId, throughEpoch, "hand-over");

    public Task NoteDrainAsync(SiloAddress draining)
    {
        silos.Close(draining);
        return Task.CompletedTask;
    }

    public Task DrainAsync()
    {
        LogDrainAsked(logger);
        silos.Close(Silo);
        lifetime.StopApplication();
        return Task.CompletedTask;
    }

    private async Task SweepAsync()
    {
        try
        {
            await sweeps.RunAsync(StoppedCancellationTokenSource.Token);
        }
        catch (OperationCanceledException) when (StoppedCancellationTokenSource.IsCancellationRequested)
        {
            LogCancelled(logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo is to be emptied and to stop.")]
    private static partial void LogDrainAsked(ILogger logger);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Sweeping ended with the silo.")]
    private static partial void LogCancelled(ILogger logger);
}
