using System.Diagnostics;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>Installs what tests/Conformance/package.json names, once; a failing npm fails the tests.</summary>
public sealed class NodeModules : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "tests", "Conformance");

    public async ValueTask InitializeAsync()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(Folder, "package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
            return;

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci"])
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        try
        {
            await npm.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException e)
        {
            npm.Kill(entireProcessTree: true);
            throw new TimeoutException($"npm ci in {Folder} did not end within {Limit}.", e);
        }

        Assert.True(npm.ExitCode == 0, string.Join('\n', await output.Within(what: "the output of npm")));
    }
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
