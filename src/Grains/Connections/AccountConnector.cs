using Feishu.Client;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Connections;

/// <summary>One account's hand on its connection: brings it in line with what is wanted, again and again.</summary>
internal sealed class AccountConnector(IGrainContextAccessor context, ConnectionHost host, Credentials credentials)
{
    private readonly string _accountId = context.AccountId();
    private StoredRegistration? _opened;
    private long _epoch;

    /// <summary>The account with its secret in clear; null when there is none or it cannot be opened.</summary>
    public FeishuAccount? Account { get; private set; }

    /// <summary>Why the account cannot be connected whatever the platform says; null when nothing is in the way.</summary>
    public AccountFault? Fault { get; private set; }

    /// <summary>The connection under the epoch of this activation.</summary>
    public FeishuConnection? Connection => host.Find(_accountId, _epoch);

    /// <summary>Makes sure that a sound connection with these credentials is on its way.</summary>
    /// <returns>False when this activation is not, or no longer, the owner.</returns>
    public async Task<bool> ConnectAsync(StoredRegistration registration, long underEpoch)
    {
        _epoch = underEpoch;
        Unseal(registration);
        if (Account is null)
        {
            await StopAsync("unreadable secret");
            return true;
        }

        if (host.Open(Account, _epoch) is not { } connection)
            return false;
        if (connection.Account != Account)
            connection.UseAccount(Account);
        if (connection.Snapshot.State is Stopped)
            connection.Start();
        return true;
    }

    /// <summary>Closes the socket and keeps the connection's counters. At most 2 s.</summary>
    public async Task StopAsync(string by)
    {
        if (Connection is { Snapshot.State: not Stopped } connection)
            await connection.StopAsync(by);
    }

    /// <summary>Closes and forgets. At most 2 s.</summary>
    public async Task CloseAsync(string by)
    {
        Account = null;
        Fault = null;
        _opened = null;
        await host.CloseAsync(_accountId, _epoch, by);
    }

    /// <summary>Forgets the connection and leaves it to the later owner to end it.</summary>
    public async Task LeaveAsync()
    {
        (Account, Fault, _opened) = (null, null, null);
        await host.LeaveAsync(_accountId, _epoch);
    }

    private void Unseal(StoredRegistration registration)
    {
        if (ReferenceEquals(_opened, registration))
            return;
        (Account, Fault) = credentials.Open(_accountId, registration);
        _opened = registration;
    }
}
