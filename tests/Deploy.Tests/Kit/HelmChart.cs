using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Deploy.Tests.Kit;

/// <summary>The chart, as helm sees it. One for all tests.</summary>
public sealed class HelmChart : IAsyncLifetime
{
    public const string Release = "fleet";
    public const string Namespace = "bots";

    private readonly Dictionary<string, string> _rendered = [];
    private string _helm = null!;

    public static string Folder { get; } = RepositoryRoot.File(Path.Combine("deploy", "helm", "feishu-orleans"));

    /// <summary>Names of the supported topologies: what stands before <c>-values.yaml</c> in <c>ci</c>.</summary>
    public static string[] Topologies { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Folder, "ci"), "*-values.yaml")
            .Select(static path => Path.GetFileName(path)[..^"-values.yaml".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every topology for a theory.</summary>
    public static TheoryData<string> All => [.. Topologies];

    public async ValueTask InitializeAsync()
    {
        _helm = await HelmBinary.InstallAsync();
        foreach (var topology in Topologies)
            _rendered[topology] = await RenderAsync(topology);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a topology comes to.</summary>
    public RenderedChart this[string topology] => new(_rendered[topology]);

    /// <summary>A topology with further arguments of <c>helm template</c>.</summary>
    public async Task<RenderedChart> WithAsync(string topology, params string[] arguments) => new(await RenderAsync(topology, arguments));

    /// <summary>Values of a file, under another name of the release.</summary>
    public async Task<RenderedChart> OfFileAsync(string release, string values) => new(await RenderAsync(["template", release, Folder, "--namespace", Namespace, "--values", values]));

    /// <summary>What helm says when it refuses.</summary>
    public async Task<string> RefusalAsync(string topology, params string[] arguments)
    {
        var (exitCode, text) = await RunAsync(["template", .. Arguments(topology), .. arguments]);
        Assert.True(exitCode != 0, $"helm took {string.Join(' ', arguments)}.");
        return text;
    }

    /// <summary>Strict lint, with what it says.</summary>
    public Task<(int ExitCode, string Text)> LintAsync(string topology) => RunAsync(["lint", "--strict", Folder, "--values", Values(topology)]);

    private Task<string> RenderAsync(string topology, params string[] arguments) => RenderAsync(["template", .. Arguments(topology), .. arguments]);

    private async Task<string> RenderAsync(string[] arguments)
    {
        var (exitCode, text) = await RunAsync(arguments);
        Assert.True(exitCode == 0, $"helm refused {string.Join(' ', arguments)}: {text}");
        return text;
    }

    private async Task<(int ExitCode, string Text)> RunAsync(string[] arguments)
    {
        await using var helm = ProgramProcess.StartFile(_helm, arguments);
        return (await helm.ExitAsync(), helm.Output);
    }

    private static string[] Arguments(string topology) => [Release, Folder, "--namespace", Namespace, "--values", Values(topology)];

    private static string Values(string topology) => Path.Combine(Folder, "ci", $"{topology}-values.yaml");
}
