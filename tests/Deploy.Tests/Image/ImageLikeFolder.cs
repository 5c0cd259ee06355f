using System.Reflection;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Deploy.Tests.Image;

/// <summary>
/// The silo as the image has it, without an image: published into a folder that its user cannot write to, with a data directory that only it
/// can. Neither home nor a directory for temporary files is there.
/// </summary>
public sealed class ImageLikeFolder : IAsyncLifetime
{
    private const string Nowhere = "/nonexistent";

    private readonly string _root = Directory.CreateTempSubdirectory("feishu-image-").FullName;

    private string Program => Path.Combine(_root, "app");

    public string Data => Path.Combine(_root, "data");

    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(ImageLikeFolder).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        // What was built for the tests is what is published: the packages for Azure are not everywhere.
        await RunAsync("/usr/bin/env", "dotnet", "publish", RepositoryRoot.File("src/Silo/Silo.csproj"), "-c", configuration, "--no-build", "-nologo", "-o", Program);
        await RunAsync("/bin/chmod", "-R", "a+rX,a-w", Program);
        await RunAsync("/bin/chmod", "755", _root);
        await RunAsync(["/usr/bin/install", "-d", "-m", "700", .. UnprivilegedUser.Owns, Data]);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("/bin/chmod", "-R", "u+w", Program);
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Every file of the program with what would tell a change.</summary>
    public IEnumerable<string> Files() => new DirectoryInfo(Program).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(static file => $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {(file as FileInfo)?.Length}").Order(StringComparer.Ordinal);

    /// <summary>Starts the silo with the image's variables.</summary>
    public ProgramProcess Start(params string[] settings)
    {
        string[] command = [.. UnprivilegedUser.Runs, "/usr/bin/env", "-C", Program, "./FeishuOrleans.Silo", .. settings];
        var variables = Dockerfile.Of("runtime", "ENV").Concat(Dockerfile.Of("silo", "ENV")).Select(static variable => variable.Split('='))
            .ToDictionary(static variable => variable[0], static string? (variable) => variable[1]);
        variables["Storage__DataDirectory"] = Data;
        variables["HOME"] = variables["TMPDIR"] = Nowhere;
        return ProgramProcess.StartFile(command[0], command[1..], variables);
    }

    /// <summary>Runs the image's health check against a port; gives its exit code.</summary>
    public static async Task<int> CheckHealthAsync(int port)
    {
        var command = Dockerfile.Words(Dockerfile.Of("silo", "HEALTHCHECK").Single());
        await using var check = ProgramProcess.StartFile(command[0], command[1..], new Dictionary<string, string?> { ["HEALTH_PORT"] = $"{port}" });
        return await check.ExitAsync();
    }

    private static async Task RunAsync(params string[] command)
    {
        await using var process = ProgramProcess.StartFile(command[0], command[1..]);
        var exitCode = await process.ExitAsync(TimeSpan.FromMinutes(3));
        Assert.True(exitCode == 0, $"{string.Join(' ', command)} ended with {exitCode}:\n{process.Output}");
    }
}
