using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;

namespace FeishuOrleans.Grains.Handover;

/// <summary>
/// An activation's part in a hand-over: it leaves for another silo, or came from one whose connection stays up until it tells that the
/// new one had its first pong.
/// </summary>
internal sealed partial class HandOver(
    IGrainContextAccessor context,
    AccountStore store,
    AccountConnector connector,
    AccountKeeperClient keepers,
    Departures departures,
    LeavingCallbacks callbacks,
    OpenReadings readings,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    ILogger<HandOver> logger)
{
    private const string Key = "feishu.predecessor";

    private readonly IGrainContext _grain = context.GrainContext;
    private readonly string _accountId = context.AccountId();
    private SiloAddress? _predecessor;

    /// <summary>Whether a connection may still be up on the silo before, which keeps events that nobody here is told of.</summary>
    public bool IsUnderWay => _predecessor is not null;

    /// <summary>Begins to move this activation; it goes when it is idle.</summary>
    /// <returns>False when it is not on the silo from which it is to leave.</returns>
    public bool TryLeave(SiloAddress from, SiloAddress target)
    {
        if (from != silo.SiloAddress || from == target)
            return false;
        departures.Note(_accountId, _grain.Deactivated);
        readings.Close();
        _grain.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = target });
        return true;
    }

    /// <summary>The connection of this epoch stays: whoever presses a button meanwhile is answered as before.</summary>
    public void KeepAnswering(long epoch) => callbacks.Keep(_accountId, epoch);

    /// <summary>Notes this silo for the next activation.</summary>
    public void Write(IDehydrationContext next) => next.TryAddValue(Key, silo.SiloAddress);

    /// <summary>Finds where the account comes from.</summary>
    public void Read(IRehydrationContext before) => before.TryGetValue(Key, out _predecessor);

    /// <summary>Lets the connection on the silo before close, as soon as there is one here or none is wanted.</summary>
    /// <returns>Whether it has closed now: what it brought is in the journal.</returns>
    public async Task<bool> ReleaseAsync()
    {
        if (_predecessor is not { } before || store.OwnedEpoch is not { } epoch || !IsReplaced())
            return false;
        try
        {
            await keepers.On(before).ReleaseAsync(_accountId, epoch - 1);
            LogReleased(logger, _accountId, epoch, before);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogNotReleased(logger, failure, _accountId, before);
            // Sockets of a dead silo are dead; a living one is told again with the next look.
            if (membership.CurrentSnapshot.GetSiloStatus(before) == SiloStatus.Active)
                return false;
        }

        _predecessor = null;
        return true;
    }

    private bool IsReplaced() => store.State is { IsWanted: false } || connector.Connection is { Snapshot.State: Connected { IsProved: true } };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: connected under epoch {Epoch}, the connection on {Silo} has closed")]
    private static partial void LogReleased(ILogger logger, string account, long epoch, SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: silo {Silo} could not be told that its connection may close.")]
    private static partial void LogNotReleased(ILogger logger, Exception failure, string account, SiloAddress silo);
}
