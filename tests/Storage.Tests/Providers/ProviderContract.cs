namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>A test of Orleans' providers on a database of its own.</summary>
public abstract class ProviderContract(Func<Task<IStoragePlace>> make) : IAsyncLifetime
{
    private IStoragePlace _place = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected OrleansStorage Storage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _place = await make();
        Storage = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Storage.Dispose();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same place as another silo has it.</summary>
    protected Task<OrleansStorage> OpenAsync(string clusterId = "test") => OrleansStorage.OpenAsync(_place.Settings, clusterId);
}
