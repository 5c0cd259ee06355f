using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Testing;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Kit;

/// <summary>What a pod of the chart gives its silo, put where the silo's own reading of settings finds it.</summary>
internal sealed class MountedSilo : IDisposable
{
    public const string PodAddress = "10.1.2.3";

    private const string Settings = "/etc/feishu-orleans/settings", Secrets = "/etc/feishu-orleans/secrets";

    /// <summary>What is in a Secret matters only where the silo looks at it closely.</summary>
    private static readonly Dictionary<string, string> Contents = new()
    {
        ["master-key"] = Convert.ToBase64String(new byte[32]),
        ["other-master-key"] = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]),
        ["webhook-secret"] = $"whsec_{Convert.ToBase64String(new byte[24])}",
        ["Storage:ConnectionString"] = "Host=database",
    };

    private readonly TemporaryDirectory _folder = new();
    private readonly RenderedChart _chart;

    public MountedSilo(RenderedChart chart)
    {
        _chart = chart;
        foreach (var path in MountedSecrets)
            Write(Path.Combine("secrets", path), Contents.GetValueOrDefault(Path.GetFileName(path), "secret"));
        // The paths of pods are not this machine's to write to.
        Write("silo.json", ConfigurationFile.Replace(Secrets, Path.Combine(_folder.Path, "secrets"), StringComparison.Ordinal));
    }

    /// <summary>The file of settings, as the ConfigMap has it.</summary>
    public string ConfigurationFile => _chart.One<V1ConfigMap>(_chart.Deployment.Metadata.Name).Data["silo.json"];

    /// <summary>Files of secrets below the folder that holds them.</summary>
    public string[] MountedSecrets =>
    [
        .. _chart.Pod.Volumes.Single(static volume => volume.Name == "secrets").Projected.Sources.SelectMany(static source => source.Secret.Items).Select(static item => item.Path),
    ];

    /// <summary>Variables that are settings.</summary>
    public IEnumerable<V1EnvVar> SettingVariables => _chart.Silo.Env.Where(static variable => variable.Name.Contains("__", StringComparison.Ordinal));

    /// <summary>Reads the settings as the program does at its start.</summary>
    /// <exception cref="StartRefusedException">It would refuse.</exception>
    public SiloSettings Load()
    {
        Assert.Equal(["--config", $"{Settings}/silo.json"], _chart.Silo.Args);
        var variables = SettingVariables.ToDictionary(static variable => variable.Name.Replace("__", ":", StringComparison.Ordinal), ValueOf);
        return SiloSettings.Load(new CommandLine(null, Path.Combine(_folder.Path, "silo.json"), variables, []));
    }

    public void Dispose() => _folder.Dispose();

    private static string? ValueOf(V1EnvVar variable) => variable.ValueFrom.FieldRef?.FieldPath == "status.podIP"
        ? PodAddress
        : Contents.GetValueOrDefault(variable.Name.Replace("__", ":", StringComparison.Ordinal), "secret");

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
