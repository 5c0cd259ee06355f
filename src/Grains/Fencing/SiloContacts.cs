using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Fencing;

/// <summary>Asks the other silos whether they are there.</summary>
internal sealed partial class SiloContacts(OpenSilos silos, AccountKeeperClient keepers, ILocalSiloDetails silo, ILogger<SiloContacts> logger)
{
    /// <summary>How many there are and how many do not answer. Takes as long as a ping may, 2 s.</summary>
    public async Task<Surroundings> LookAsync()
    {
        var others = silos.Active.Select(static member => member.SiloAddress).Where(other => other != silo.SiloAddress).ToArray();
        var silent = (await Task.WhenAll(others.Select(IsSilentAsync))).Count(static isSilent => isSilent);
        return new Surroundings(others.Length, silent, IsStorageLost: false);
    }

    private async Task<bool> IsSilentAsync(SiloAddress other)
    {
        try
        {
            await keepers.On(other).PingAsync();
            return false;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogSilent(logger, failure, other);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} does not answer.")]
    private static partial void LogSilent(ILogger logger, Exception failure, SiloAddress silo);
}
