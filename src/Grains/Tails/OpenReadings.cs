using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// What clients read of an account through its activation. Breaks off when the activation is to go: it goes once no call runs in
/// it, and a reading always is one. Clients read on wherever the account is then.
/// </summary>
internal sealed class OpenReadings(IHostApplicationLifetime lifetime) : IDisposable
{
    private readonly CancellationTokenSource _close = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);

    /// <summary>Breaks all of them off, now and from now on.</summary>
    public void Close() => _close.Cancel();

    /// <summary>Ends with the client's token, or when the readings are broken off.</summary>
    public CancellationTokenSource Link(CancellationToken client) => CancellationTokenSource.CreateLinkedTokenSource(client, _close.Token);

    /// <summary>One step of a reading.</summary>
    /// <exception cref="EnumerationAbortedException">The readings were broken off.</exception>
    public async Task<T> StepAsync<T>(Task<T> step, CancellationToken client)
    {
        try
        {
            return await step;
        }
        catch (OperationCanceledException) when (_close.IsCancellationRequested && !client.IsCancellationRequested)
        {
            throw new EnumerationAbortedException("The account leaves this silo: read on, and it is found where it is.");
        }
    }

    public void Dispose() => _close.Dispose();
}
