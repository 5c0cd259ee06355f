using FeishuOrleans.Testing.Processes;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>The packages, once for all tests that start node.</summary>
public sealed class NodeModules : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await NodePackages.InstallAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
