using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Secrets;

/// <summary>
/// Stops a silo that has another master key than the cluster's storage, before it takes any account: it could
/// not open one secret, and what it sealed no other silo could open.
/// </summary>
internal sealed class MasterKeyCheck(IServiceProvider services, MasterKey key, SecretSealer sealer)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private const string StateName = "key-check";
    private const string Text = "feishu-orleans";

    private static readonly GrainId Row = GrainId.Create("feishu-key-check", "0");

    public void Participate(ISiloLifecycle lifecycle) =>
        // Storage providers start with the application services; no account is taken before the silo is active.
        lifecycle.Subscribe<MasterKeyCheck>(ServiceLifecycleStage.ApplicationServices + 1, VerifyAsync);

    /// <exception cref="WrongMasterKeyException">The key in storage is another one.</exception>
    public async Task VerifyAsync(CancellationToken cancellation)
    {
        var storage = services.GetRequiredService<IGrainStorage>();
        var row = await ReadAsync(storage, cancellation);
        if (!row.RecordExists)
            row = await WriteAsync(storage, row, cancellation);
        if (row.State?.Sealed is not { } stored || sealer.Unseal("", StateName, stored) is not { IsOpen: true, Text: Text })
            throw new WrongMasterKeyException(
                $"Storage holds secrets sealed with master key {row.State?.KeyId}, but this silo was given {key.Id}. " +
                "Set Secrets:MasterKey (or Secrets:MasterKeyFile) to the key the other silos use; without that key the app secrets in this storage are lost and the accounts must be added again.");
    }

    private static async Task<GrainState<StoredKeyCheck>> ReadAsync(IGrainStorage storage, CancellationToken cancellation)
    {
        var row = new GrainState<StoredKeyCheck>();
        await storage.ReadStateAsync(StateName, Row, row, cancellation);
        return row;
    }

    private async Task<GrainState<StoredKeyCheck>> WriteAsync(
        IGrainStorage storage, GrainState<StoredKeyCheck> row, CancellationToken cancellation)
    {
        row.State = new StoredKeyCheck(key.Id, sealer.Seal("", StateName, Text));
        try
        {
            await storage.WriteStateAsync(StateName, Row, row, cancellation);
            return row;
        }
        catch (InconsistentStateException)
        {
            // Another silo started at the same time and was first: its key counts.
            return await ReadAsync(storage, cancellation);
        }
    }
}
