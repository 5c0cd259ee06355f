using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Startup;

/// <summary>What the declared accounts need of the cluster.</summary>
internal interface IClusterAccounts
{
    Task<AccountReply> DeclareAsync(string accountId, AccountDeclaration declaration);

    Task<AccountReply> MarkUndeclaredAsync(string accountId, long revision);

    /// <summary>Ids of the accounts that are declared, as far as the cluster knows.</summary>
    Task<IReadOnlyList<string>> ListDeclaredAsync(CancellationToken cancellation);
}
