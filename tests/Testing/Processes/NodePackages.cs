using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FeishuOrleans.Testing.Processes;

/// <summary>Installs what a <c>package.json</c> names, once; a failing npm fails the tests.</summary>
public static class NodePackages
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The official clients.</summary>
    public static string Folder { get; } = RepositoryRoot.File(Path.Combine("tests", "Conformance"));

    public static Task InstallAsync() => InstallAsync(Folder);

    /// <param name="folder">Where the <c>package.json</c> is.</param>
    public static async Task InstallAsync(string folder)
    {
        var wanted = await VersionsAsync(Path.Combine(folder, "package-lock.json"));
        var installed = await VersionsAsync(Path.Combine(folder, "node_modules", ".package-lock.json"));
        // npm notes some packages that it did not put there.
        if (!wanted.Except(installed).Any() && wanted.All(package => Directory.Exists(Path.Combine(folder, package.Package))))
            return;

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci"])
        {
            WorkingDirectory = folder,
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
            throw new TimeoutException($"npm ci in {folder} did not end within {Limit}.", e);
        }

        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {folder} failed:\n{string.Join('\n', await output.Within(what: "the output of npm"))}");
    }

    /// <summary>Packages and versions that a lock file names and that any machine gets; none when there is no file.</summary>
    private static async Task<(string Package, string? Version)[]> VersionsAsync(string path)
    {
        if (!File.Exists(path))
            return [];
        var packages = JsonNode.Parse(await File.ReadAllTextAsync(path))!["packages"]!.AsObject();
        return [.. packages
            .Where(static package => package.Key.Length > 0 && package.Value!["optional"] is null)
            .Select(static package => (package.Key, (string?)package.Value!["version"]))];
    }
}
