using System.Text;
using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary>The events of the fleet's stream.</summary>
internal static class FleetText
{
    /// <summary>The stream tells of all accounts from here on: forget what was known.</summary>
    public static ReadOnlyMemory<byte> Begin { get; } = Of("begin", "{}");

    /// <summary>Accounts as they are now.</summary>
    public static ReadOnlyMemory<byte> Accounts(IEnumerable<AccountStatus> accounts) => Of("accounts", JsonSerializer.Serialize(accounts, AccountStatusJson.Options));

    /// <summary>Ids of accounts that are gone.</summary>
    public static ReadOnlyMemory<byte> Removed(IEnumerable<string> ids) => Of("removed", JsonSerializer.Serialize(ids, AccountStatusJson.Options));

    /// <summary>What came so far is the whole fleet.</summary>
    public static ReadOnlyMemory<byte> Ready(FleetReading reading) => Of("ready", JsonSerializer.Serialize(new { accounts = reading.Count, trouble = reading.Trouble }, AccountStatusJson.Options));

    private static ReadOnlyMemory<byte> Of(string name, string data) => Encoding.UTF8.GetBytes($"event: {name}\ndata: {data}\n\n");
}
