namespace FeishuOrleans.Grains.Secrets;

/// <summary>The master keys of a silo: one that seals, and while the key is being changed another one that only opens.</summary>
/// <param name="Current">Seals, and opens what it sealed.</param>
/// <param name="Other">Opens what it sealed. Null in normal times.</param>
public sealed record MasterKeyRing(MasterKey Current, MasterKey? Other = null)
{
    /// <summary>Names the keys, hides them.</summary>
    public override string ToString() => Other is null ? Current.Id : $"{Current.Id}, {Other.Id}";
}
