using FeishuOrleans.Silo.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>Applies changed keys while the silo runs. The configuration is read anew as strictly as at the start, and what
/// cannot be read changes nothing.</summary>
internal sealed partial class ApiKeyReload(CommandLine command, ApiKeyRing ring, ILogger<ApiKeyReload> logger) : IHostedService, IDisposable
{
    private readonly List<IDisposable> _watches = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var file in ConfigurationSources.FilesOf(command))
            Watch(file);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var watch in _watches)
            watch.Dispose();
        _watches.Clear();
    }

    /// <summary>Reads the keys and puts them in force.</summary>
    public void Reload()
    {
        var problems = new List<string>();
        ApiKeySet keys;
        using (var configuration = (ConfigurationRoot)ConfigurationSources.Read(command, problems))
            keys = ApiKeyReader.Read(configuration, problems);
        if (problems.Count > 0)
        {
            var text = string.Join(" ", problems);
            LogNotReloaded(text);
            return;
        }

        ring.Replace(keys);
        var names = string.Join(", ", keys.Names);
        LogReloaded(names);
    }

    private void Watch(string file)
    {
        if (Path.GetDirectoryName(file) is not { } directory || !Directory.Exists(directory))
            return;
        // Polled, because files of a ConfigMap change behind links, of which the operating system tells nothing.
        var files = new PhysicalFileProvider(directory, ExclusionFilters.None) { UsePollingFileWatcher = true, UseActivePolling = true };
        _watches.Add(ChangeToken.OnChange(() => files.Watch(Path.GetFileName(file)), Reload));
        _watches.Add(files);
    }
}
