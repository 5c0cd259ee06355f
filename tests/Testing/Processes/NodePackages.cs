using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FeishuOrleans.Testing.Processes;

/// <summary>Installs what <c>tests/Conformance/package.json</c> names, once; a failing npm fails the tests.</summary>
public static class NodePackages
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static string Folder { get; } = RepositoryRoot.File(Path.Combine("tests", "Conformance"));

    public static async Task InstallAsync()
    {
        var wanted = await VersionsAsync("package-lock.json");
        var installed = await VersionsAsync(Path.Combine("node_modules", ".package-lock.json"));
        // npm notes some packages that it did not put there.
        if (!wanted.Except(installed).Any() && wanted.All(static package => Directory.Exists(Path.Combine(Folder, package.Package))))
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

        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {Folder} failed:\n{string.Join('\n', await output.Within(what: "the output of npm"))}");
    }

    /// <summary>Packages and versions that a lock file names; none when there is no file.</summary>
    private static async Task<(string Package, string? Version)[]> VersionsAsync(string lockFile)
    {
        var path = Path.Combine(Folder, lockFile);
        if (!File.Exists(path))
            return [];
        var packages = JsonNode.Parse(await File.ReadAllTextAsync(path))!["packages"]!.AsObject();
        return [.. packages.Where(static package => package.Key.Length > 0).Select(static package => (package.Key, (string?)package.Value!["version"]))];
    }
}
