using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Deploy.Tests.Image;

/// <summary>What of the Dockerfile can be held against the repository without building it.</summary>
public sealed partial class DockerfileTests(HelmChart chart)
{
    private static readonly string Framework = $"net{Environment.Version.Major}.0";

    public static TheoryData<string, string> Programs => new() { { "silo", "Silo" }, { "feishuctl", "AdminClient" }, { "simulator", "Feishu.Simulator" } };

    [Fact]
    public void Program_Default_IsTheSilo()
    {
        Assert.Equal("PROGRAM=silo", Assert.Single(Dockerfile.Of("", "ARG")));
        Assert.Equal("${PROGRAM}", Dockerfile.All("FROM")[^1]);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_EachStage_PublishesItsProjectAndStartsItsProgram(string stage, string project)
    {
        var configuration = typeof(DockerfileTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

        var program = Assert.Single(Dockerfile.Words(Assert.Single(Dockerfile.Of(stage, "ENTRYPOINT"))));

        Assert.StartsWith($"dotnet publish src/{project}/{project}.csproj -c Release -o /app", Assert.Single(Dockerfile.Of($"build-{stage}", "RUN")), StringComparison.Ordinal);
        Assert.True(File.Exists(RepositoryRoot.File($"src/{project}/{project}.csproj")));
        Assert.Equal($"--from=build-{stage} /app /app", Assert.Single(Dockerfile.Of(stage, "COPY")));
        Assert.StartsWith("/app/", program, StringComparison.Ordinal);
        Assert.True(File.Exists(RepositoryRoot.File($"src/{project}/bin/{configuration}/{Framework}/{program["/app/".Length..]}")), program);
    }

    [Fact]
    public void Context_Always_HasWhatIsCopiedAndNoMore()
    {
        var copied = Dockerfile.Of("build", "COPY").SelectMany(static copy => copy.Split(' ')[..^1]).ToArray();
        var let = File.ReadAllLines(RepositoryRoot.File(".dockerignore")).Where(static line => line.StartsWith('!')).Select(static line => line[1..]);

        Assert.Equal(copied.Order(StringComparer.Ordinal), let.Order(StringComparer.Ordinal));
        Assert.All(copied, static path => Assert.True(Path.Exists(RepositoryRoot.File(path)), path));
    }

    [Fact]
    public void Images_Always_AreOfTheSdkAndItsFramework()
    {
        using var global = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("global.json")));
        var sdk = global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        var release = sdk[..sdk.LastIndexOf('.')];

        var images = Dockerfile.All("FROM").Where(static image => image.StartsWith("mcr.", StringComparison.Ordinal)).Select(static image => image.Split(' ')[0]);

        Assert.Equal([$"mcr.microsoft.com/dotnet/sdk:{release}", $"mcr.microsoft.com/dotnet/aspnet:{release}"], images);
        Assert.Contains($"<TargetFramework>net{release}</TargetFramework>", File.ReadAllText(RepositoryRoot.File("Directory.Build.props")), StringComparison.Ordinal);
    }

    [Fact]
    public void AzureStorage_ByDefault_IsInTheSiloAlone()
    {
        Assert.Equal("AZURE_STORAGE=true", Assert.Single(Dockerfile.Of("build-silo", "ARG")));
        Assert.EndsWith(" -p:AzureStorage=${AZURE_STORAGE}", Assert.Single(Dockerfile.All("RUN"), static run => run.Contains("AzureStorage", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void User_Always_IsThatOfTheChartAndNotRoot()
    {
        var pod = chart["postgresql"].Pod.SecurityContext;

        Assert.Equal($"{pod.RunAsUser}:{pod.RunAsGroup}", Assert.Single(Dockerfile.All("USER")));
        Assert.Equal("1654:1654", Assert.Single(Dockerfile.All("USER")));
    }

    [Fact]
    public void Ports_Always_AreTheDefaults()
    {
        var cluster = new SiloClusterOptions();

        Assert.Equal($"{cluster.SiloPort} {cluster.GatewayPort} 8080", Assert.Single(Dockerfile.Of("silo", "EXPOSE")));
    }

    [Fact]
    public void Variables_ThatAreSettings_Exist()
    {
        var settings = Dockerfile.All("ENV").Select(static variable => variable.Split('=')[0]).Where(static name => name.Contains("__", StringComparison.Ordinal));

        Assert.All(settings, static name => Assert.Contains(SettingCatalog.All, setting => setting.Key == name.Replace("__", ":", StringComparison.Ordinal)));
        Assert.Contains($"Storage__DataDirectory={Assert.Single(Dockerfile.All("VOLUME"))}", Dockerfile.Of("silo", "ENV"));
        Assert.Contains(chart["postgresql"].Silo.VolumeMounts, static mount => mount.MountPath == Assert.Single(Dockerfile.All("VOLUME")));
    }

    [Fact]
    public void Stages_EveryCopy_IsOfAnEarlierStage()
    {
        var named = Dockerfile.All("COPY").Select(static copy => From().Match(copy)).Where(static match => match.Success).Select(static match => match.Groups[1].Value);

        Assert.All(named, static stage => Assert.Contains(stage, Dockerfile.Stages));
    }

    [GeneratedRegex("^--from=([a-z-]+) ")]
    private static partial Regex From();
}
