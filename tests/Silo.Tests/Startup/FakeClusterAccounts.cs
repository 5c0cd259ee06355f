using System.Collections.Concurrent;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Startup;

namespace FeishuOrleans.Silo.Tests.Startup;

/// <summary>A cluster that answers as it is told.</summary>
internal sealed class FakeClusterAccounts : IClusterAccounts
{
    private readonly ConcurrentDictionary<string, Queue<Func<AccountReply>>> _answers = new();

    /// <summary>What was asked: <c>declare id revision</c>, <c>undeclare id revision</c>, <c>list</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public IReadOnlyList<string> Declared { get; set; } = [];

    /// <summary>Answers the next requests for an account; later ones are granted.</summary>
    public void Answer(string accountId, params Func<AccountReply>[] answers) => _answers[accountId] = new Queue<Func<AccountReply>>(answers);

    public Task<AccountReply> DeclareAsync(string accountId, AccountDeclaration declaration) =>
        ReplyAsync(accountId, $"declare {accountId} {declaration.Revision}");

    public Task<AccountReply> MarkUndeclaredAsync(string accountId, long revision) => ReplyAsync(accountId, $"undeclare {accountId} {revision}");

    public Task<IReadOnlyList<string>> ListDeclaredAsync(CancellationToken cancellation)
    {
        Calls.Enqueue("list");
        return Task.FromResult(Declared);
    }

    private async Task<AccountReply> ReplyAsync(string accountId, string call)
    {
        Calls.Enqueue(call);
        await Task.Yield();
        return _answers.TryGetValue(accountId, out var answers) && answers.TryDequeue(out var answer) ? answer() : AccountReply.Removed;
    }
}
