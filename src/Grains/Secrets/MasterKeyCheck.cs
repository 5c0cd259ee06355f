using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Secrets;

/// <summary>
/// Stops a silo that has not all master keys that are in use in the cluster's storage, before it takes any account: it could
/// not open some secrets, and what it sealed other silos could not open.
/// </summary>
internal sealed class MasterKeyCheck(IServiceProvider services, MasterKeyRing keys, SecretSealer sealer)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private const string StateName = "key-check";
    private const string Text = "feishu-orleans";

    private static readonly GrainId Row = GrainId.Create("feishu-key-check", "0");

    public void Participate(ISiloLifecycle lifecycle) =>
        // Storage providers start with the application services; no account is taken before the silo is active.
        lifecycle.Subscribe<MasterKeyCheck>(ServiceLifecycleStage.ApplicationServices + 1, VerifyAsync);

    /// <exception cref="WrongMasterKeyException">A key in storage is none of this silo's.</exception>
    public async Task VerifyAsync(CancellationToken cancellation)
    {
        var storage = services.GetRequiredService<IGrainStorage>();
        var row = await ReadAsync(storage, cancellation);
        while (Explain(row.State) is null && Needed(row.State) is { } next && !await TryWriteAsync(storage, row, next, cancellation))
        {
            // Another silo wrote at the same time and was first: its word counts, too.
            row = await ReadAsync(storage, cancellation);
        }

        if (Explain(row.State) is { } problem)
            throw new WrongMasterKeyException(problem);
    }

    /// <summary>Nothing is sealed with another key than the current one any more: from now on silos with that one alone may start, others may not.</summary>
    public async Task ConcludeAsync(CancellationToken cancellation)
    {
        var storage = services.GetRequiredService<IGrainStorage>();
        var row = await ReadAsync(storage, cancellation);
        while (row.State is not { NextSealed: null, Sealed: var stored } || !sealer.IsCurrent(stored))
        {
            if (await TryWriteAsync(storage, row, First(), cancellation))
                return;
            row = await ReadAsync(storage, cancellation);
        }
    }

    private string? Explain(StoredKeyCheck? row)
    {
        if (row is null || (Opens(row.Sealed) && (row.NextSealed is null || Opens(row.NextSealed))))
            return null;
        return row.NextSealed is null
            ? $"Storage holds secrets sealed with master key {row.KeyId}, but this silo was given {keys}. " +
                "Set Secrets:MasterKey (or Secrets:MasterKeyFile) to the key the other silos use; without that key the app secrets in this storage are lost and the accounts must be added again."
            : $"The master key of this storage is being changed from {row.KeyId} to {row.NextSealed.Split(':')[1]}, and this silo was given {keys}. " +
                "Set Secrets:MasterKey to the new key and Secrets:OtherMasterKey to the old one (or their files) until 'feishuctl secrets rotate' is done.";
    }

    /// <summary>What storage must say before anything is sealed here; null when it says so.</summary>
    private StoredKeyCheck? Needed(StoredKeyCheck? row)
    {
        if (row is null)
            return First();
        return sealer.IsCurrent(row.Sealed) || (row.NextSealed is { } next && sealer.IsCurrent(next))
            ? null
            : row with { NextSealed = Known() };
    }

    private StoredKeyCheck First() => new(keys.Current.Id, Known());

    private string Known() => sealer.Seal("", StateName, Text);

    private bool Opens(string stored) => sealer.Unseal("", StateName, stored) is { IsOpen: true, Text: Text };

    private static async Task<GrainState<StoredKeyCheck>> ReadAsync(IGrainStorage storage, CancellationToken cancellation)
    {
        var row = new GrainState<StoredKeyCheck>();
        await storage.ReadStateAsync(StateName, Row, row, cancellation);
        // Without a record the provider may have made up an empty one.
        return row.RecordExists ? row : new GrainState<StoredKeyCheck> { ETag = row.ETag };
    }

    private static async Task<bool> TryWriteAsync(
        IGrainStorage storage, GrainState<StoredKeyCheck> row, StoredKeyCheck next, CancellationToken cancellation)
    {
        row.State = next;
        try
        {
            await storage.WriteStateAsync(StateName, Row, row, cancellation);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
