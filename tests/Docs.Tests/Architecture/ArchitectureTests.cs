namespace FeishuOrleans.Docs.Tests.Architecture;

public sealed class ArchitectureTests
{
    /// <summary>I/O, clocks and chance: what Feishu.Protocol must be told instead of asking for it.</summary>
    private static readonly string[] ImpureTypes =
    [
        "System.IO.", "System.Net.", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random",
        "System.Threading.Timer", "System.Threading.Tasks.Task", "System.Console",
    ];

    private static readonly string[] ImpureMembers =
    [
        "System.DateTime.get_UtcNow", "System.DateTime.get_Now", "System.DateTimeOffset.get_UtcNow", "System.DateTimeOffset.get_Now",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Guid.NewGuid",
    ];

    /// <summary>A small package of its own, whose connections are those of Orleans. Nothing of a web server is in it.</summary>
    private const string OrleansConnections = "Microsoft.AspNetCore.Connections.Abstractions";

    public static TheoryData<string> Projects => [.. ProjectRules.All.Select(rule => rule.Name)];

    [Fact]
    public void Source_EveryProject_HasARule() => Assert.Equal(
        ProjectRules.All.Select(rule => rule.ProjectFile).Order(StringComparer.Ordinal),
        Repository.Files("src", "*.csproj"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_AreAllowed(string project)
    {
        var rule = Rule(project);
        var file = ProjectFile.Read(rule.ProjectFile);

        Findings.AssertNone(file.Projects.Except(rule.References));
        Assert.DoesNotContain(file.Packages, package => IsForbidden(rule, package));
        if (IsForbidden(rule, "Microsoft.AspNetCore.App"))
            Assert.Equal("Microsoft.NET.Sdk", file.Sdk);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_AreAllowed(string project)
    {
        var rule = Rule(project);
        var references = CompiledAssembly.Read(rule.AssemblyName).References;
        var others = ProjectRules.All.Select(other => other.Name).Except([rule.Name, .. rule.References, .. rule.Uses]).Select(ProjectRule.AssemblyNameOf);

        Findings.AssertNone(references.Intersect(others));
        Assert.DoesNotContain(references, reference => IsForbidden(rule, reference));
    }

    [Fact]
    public void Protocol_Always_IsPure()
    {
        var protocol = CompiledAssembly.Read("Feishu.Protocol");

        Assert.DoesNotContain(protocol.Types, type => ImpureTypes.Any(impure => type.StartsWith(impure, StringComparison.Ordinal)));
        Findings.AssertNone(protocol.Members.Intersect(ImpureMembers));
    }

    private static ProjectRule Rule(string project) => ProjectRules.All.Single(rule => rule.Name == project);

    private static bool IsForbidden(ProjectRule rule, string name) =>
        name != OrleansConnections && rule.Forbidden.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
