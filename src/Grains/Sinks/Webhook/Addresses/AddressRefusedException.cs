namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>A webhook leads to where it must not. Carried through the HTTP stack as the cause of a failed connection.</summary>
/// <param name="kind">In fixed words, for statuses.</param>
internal sealed class AddressRefusedException(string kind) : Exception(kind)
{
    public string Kind { get; } = kind;
}
