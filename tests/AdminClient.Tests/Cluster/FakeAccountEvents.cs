using System.Globalization;
using System.Runtime.CompilerServices;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>Events out of <see cref="FakeAccounts"/>, one a batch; the id of an event is <c>g:</c> and its sequence.</summary>
internal sealed class FakeAccountEvents(FakeAccounts accounts, IHostApplicationLifetime lifetime) : Grain, IAccountEvents
{
    private string Id => this.GetPrimaryKeyString();

    public async IAsyncEnumerable<EventBatch> ReadAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var (read, through, refusal) in EachAsync(query, cancellation))
            yield return refusal is null ? new EventBatch(IdOf(read), read is { } one ? [one] : [], through, null) : EventBatch.Refused(refusal);
    }

    public async IAsyncEnumerable<ReplayStep> ReplayAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var (read, through, refusal) in EachAsync(query, cancellation))
        {
            var outcome = read is null ? (ReplayOutcome?)null : read.Type == "refused" ? ReplayOutcome.Refused : ReplayOutcome.Delivered;
            yield return refusal is null ? new ReplayStep(IdOf(read), through, outcome, null) : ReplayStep.Refused(refusal);
        }
    }

    private static string? IdOf(AccountEvent? read) => read is null ? null : $"g:{read.Sequence}";

    private async IAsyncEnumerable<(AccountEvent? Read, long? Through, AccountRefusal? Refusal)> EachAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        accounts.Requests.Enqueue($"events {Id} {query.From} {query.To} {query.LastEventId} {string.Join('+', query.Types)} {string.Join('+', query.Chats)}");
        if (!accounts.Events.TryGetValue(Id, out var events) || accounts.Refusals.ContainsKey(Id))
        {
            yield return (null, null, accounts.Refusals.GetValueOrDefault(Id) ?? new(RefusalKind.UnknownAccount, $"There is no account '{Id}'."));
            yield break;
        }

        // As the real one does: a silo that stops waits for nobody who reads.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var after = query.LastEventId is { } id ? Number(id[2..]) : query.From == EventQuery.Earliest ? 0 : query.From is null ? events.Items.Count : Number(query.From) - 1;
        var through = query.To == EventQuery.Latest ? events.Items.Count : query.To is { } to ? Number(to) : (int?)null;
        yield return (null, through, null);
        for (var next = after; through is null || next < through; next++)
        {
            var read = (await events.CountAsync(next + 1).WaitAsync(end.Token))[next];
            yield return (read, through, null);
            if (accounts.BreakingOff.ContainsKey(Id))
                throw new EnumerationAbortedException("The account moved.");
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
