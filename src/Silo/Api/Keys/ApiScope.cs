namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>What a key may do. No scope contains another one. The names are also those of the authorization policies.</summary>
internal static class ApiScope
{
    /// <summary>See accounts, events and the cluster.</summary>
    public const string Read = "read";

    /// <summary>Add, change, steer and remove accounts.</summary>
    public const string Operate = "operate";

    /// <summary>Send messages as a bot.</summary>
    public const string Send = "send";

    public static IReadOnlyList<string> All { get; } = [Read, Operate, Send];
}
