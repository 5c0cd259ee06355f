using System.Formats.Tar;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Handover;

/// <summary>The silo as it was one commit ago, built from the history of this checkout into a folder of its own.</summary>
internal sealed class PreviousBuild : IAsyncDisposable
{
    private const string Commit = "HEAD~1";

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory;

    private PreviousBuild(TemporaryDirectory directory) => _directory = directory;

    /// <summary>Path of the program.</summary>
    public string Silo => Path.Combine(_directory.Path, "src/Silo/bin/Release/net10.0/FeishuOrleans.Silo");

    /// <summary>Whether the checkout has a commit before this one; a shallow one or an archive has none.</summary>
    public static async Task<bool> HasHistoryAsync()
    {
        var (exitCode, _) = await GitAsync("rev-parse", "--verify", "--quiet", $"{Commit}^{{commit}}");
        return exitCode == 0;
    }

    public static async Task<PreviousBuild> CreateAsync()
    {
        var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.Path);
        await UnpackAsync(directory.Path);
        await BuildAsync(directory.Path);
        return new PreviousBuild(directory);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task UnpackAsync(string directory)
    {
        var archive = Path.Combine(directory, "source.tar");
        var (exitCode, text) = await GitAsync("archive", $"--output={archive}", Commit);
        Assert.True(exitCode == 0, text);
        await TarFile.ExtractToDirectoryAsync(archive, directory, overwriteFiles: false);
    }

    // Its analyzers have had their say when it was committed. No server of the build outlives it.
    private static async Task BuildAsync(string directory)
    {
        await using var build = ProgramProcess.StartFile("dotnet",
        [
            "build", Path.Combine(directory, "src/Silo"), "-c", "Release", "-nologo", "-v", "quiet", "-nodeReuse:false",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:UseSharedCompilation=false", "-p:GenerateDocumentationFile=false",
        ]);
        var exitCode = await build.ExitAsync(BuildLimit);
        Assert.True(exitCode == 0, $"The commit before this one does not build:\n{build.Output}");
    }

    private static async Task<(int ExitCode, string Text)> GitAsync(params string[] arguments)
    {
        await using var git = ProgramProcess.StartFile("git", ["-C", RepositoryRoot.Path, .. arguments]);
        return (await git.ExitAsync(), git.Output);
    }
}
