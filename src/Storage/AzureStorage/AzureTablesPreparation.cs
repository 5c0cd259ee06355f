using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.Storage.AzureStorage;

/// <summary>Makes the journal's table usable before any hosted service, the silo among them, starts.</summary>
internal sealed class AzureTablesPreparation(AzureTables tables) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => tables.PrepareAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
