using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Handover;

/// <summary>Tells every silo, also one that joins meanwhile, that this one takes no accounts any more.</summary>
internal sealed partial class DrainNotices(
    OpenSilos silos, AccountKeeperClient keepers, ILocalSiloDetails silo, TimeProvider time, ILogger<DrainNotices> logger)
{
    private static readonly TimeSpan LookForNew = TimeSpan.FromMilliseconds(500);

    /// <summary>Goes on until cancelled, or until there is no silo any more that takes accounts.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var told = new HashSet<SiloAddress> { silo.SiloAddress };
        while (!cancellation.IsCancellationRequested && silos.Members.Any())
        {
            await Task.WhenAll(silos.Active.Where(member => told.Add(member.SiloAddress)).Select(member => TellAsync(member.SiloAddress)));
            await Task.Delay(LookForNew, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(SiloAddress other)
    {
        try
        {
            await keepers.On(other).NoteDrainAsync(silo.SiloAddress);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // It may still send accounts here; they are moved on like the others.
            LogNotTold(logger, failure, other);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} could not be told that this one is being emptied.")]
    private static partial void LogNotTold(ILogger logger, Exception failure, SiloAddress silo);
}
