using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Interfaces.Secrets;

namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>An open connection to the cluster, through whichever gateway answered first.</summary>
internal sealed class ClusterConnection : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine, short enough for a person who waits.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(8);

    private readonly GatewayClient _client;
    private readonly ClusterAddress _address;

    private ClusterConnection(GatewayClient client, ClusterAddress address)
    {
        _client = client;
        _address = address;
    }

    /// <summary>Connects, or says why that was not possible.</summary>
    /// <exception cref="CommandFailedException">No gateway let the client in within <see cref="ConnectLimit"/>.</exception>
    public static async Task<ClusterConnection> OpenAsync(
        ClusterAddress address, TimeProvider time, CancellationToken cancellationToken)
    {
        var (connection, race) = await RaceAsync(address, time, cancellationToken);
        if (connection is not null)
            return connection;
        throw race.Refusal is { } refusal ? ClusterFailure.NotLetIn(address, refusal) : ClusterFailure.NotReached(address, race.Failures.Select(static failure => failure.ToString()));
    }

    /// <summary>Connects, or gives what kept it from that at each address.</summary>
    public static async Task<(ClusterConnection? Connection, IReadOnlyCollection<GatewayFailure> Failures)> TryOpenAsync(
        ClusterAddress address, TimeProvider time, CancellationToken cancellationToken)
    {
        var (connection, race) = await RaceAsync(address, time, cancellationToken);
        return (connection, race.Failures);
    }

    /// <summary>Asks one account.</summary>
    public Task<TReply> AskAsync<TReply>(
        string accountId, Func<IAccountGrain, Task<TReply>> request, CancellationToken cancellationToken) =>
        CallAsync(grains => request(grains.GetGrain<IAccountGrain>(accountId)), cancellationToken);

    /// <summary>Sends a message as an account.</summary>
    public Task<SendReply> SendAsync(string accountId, SendRequest request, CancellationToken cancellationToken) =>
        CallAsync(grains => grains.GetGrain<IAccountMessages>(accountId).SendAsync(request), cancellationToken);

    /// <summary>Reads what an account answers about its events, each answer once.</summary>
    /// <returns>True at the end; false when the account broke off, because it moved to another silo for example: it may be asked again at once.</returns>
    public async Task<bool> ReadEventsAsync<T>(
        string accountId, Func<IAccountEvents, IAsyncEnumerable<T>> open, Action<T> take, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _client.Lost);
        // A batch of events is one already: more of them in one message would be more than a message holds.
        var items = open(_client.Grains.GetGrain<IAccountEvents>(accountId)).WithBatchSize(1).GetAsyncEnumerator(end.Token);
        try
        {
            while (await items.MoveNextAsync())
                take(items.Current);
            return true;
        }
        catch (EnumerationAbortedException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection is gone, or the silo has ended it.
            return _client.Lost.IsCancellationRequested ? throw ClusterFailure.Lost(_address) : false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not CommandFailedException)
        {
            throw ClusterFailure.Of(exception, _address);
        }
        finally
        {
            // Says good-bye to the silo, which cannot be heard any more when the connection is lost.
            if (!_client.Lost.IsCancellationRequested)
                await items.DisposeAsync();
        }
    }

    /// <summary>One page of the list of accounts.</summary>
    public Task<AccountPage> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        CallAsync(grains => grains.GetGrain<IAccountDirectory>(0).ListAsync(after, limit), cancellationToken);

    public Task<ClusterOverview> GetOverviewAsync(CancellationToken cancellationToken) =>
        CallAsync(grains => grains.GetGrain<IClusterGrain>(0).GetOverviewAsync(), cancellationToken);

    /// <summary>Has every silo look at itself.</summary>
    public Task<ClusterCheckup> CheckUpAsync(CancellationToken cancellationToken) =>
        CallAsync(static grains => grains.GetGrain<IClusterGrain>(0).CheckUpAsync(), cancellationToken);

    /// <summary>Begins to empty and stop a silo.</summary>
    public Task<DrainReply> DrainAsync(string silo, CancellationToken cancellationToken) =>
        CallAsync(grains => grains.GetGrain<IClusterGrain>(0).DrainAsync(silo), cancellationToken);

    /// <summary>Seals the secrets of a page of accounts with the current master key.</summary>
    public Task<ResealReply> ResealAsync(string? after, int limit, CancellationToken cancellationToken) =>
        CallAsync(grains => grains.GetGrain<ISecretsGrain>(0).ResealAsync(after, limit), cancellationToken);

    /// <summary>Makes sure that no other master key is needed.</summary>
    public Task<ResealReply> ConcludeAsync(CancellationToken cancellationToken) =>
        CallAsync(static grains => grains.GetGrain<ISecretsGrain>(0).ConcludeAsync(), cancellationToken);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task<(ClusterConnection? Connection, GatewayRace Race)> RaceAsync(
        ClusterAddress address, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var race = new GatewayRace(address, time);
        var winner = await race.RunAsync(stop);
        if (winner is null)
            cancellationToken.ThrowIfCancellationRequested();
        return (winner is null ? null : new ClusterConnection(winner, address), race);
    }

    private async Task<T> CallAsync<T>(Func<IGrainFactory, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(_client.Grains).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw ClusterFailure.Of(exception, _address);
        }
    }
}
