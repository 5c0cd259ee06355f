namespace FeishuOrleans.Grains.Secrets;

/// <summary>What is derived from a master key, each for one purpose.</summary>
internal sealed class SealingKey(MasterKey key)
{
    public string Id { get; } = key.Id;

    public byte[] ForSealing { get; } = key.Derive("seal");

    public byte[] ForFingerprints { get; } = key.Derive("fingerprint");
}
