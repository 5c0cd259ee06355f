using FeishuOrleans.Silo.Configuration;

namespace FeishuOrleans.Silo.Tests.Configuration;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_BothWaysToWriteASetting_AreRead()
    {
        var command = CommandLine.Parse(["--Storage:DataDirectory", "one", "--urls=http://127.0.0.1:1/?a=b"]);

        Assert.Empty(command.Problems);
        Assert.Equal("one", command.Settings["storage:datadirectory"]);
        Assert.Equal("http://127.0.0.1:1/?a=b", command.Settings["urls"]);
    }

    [Fact]
    public void Parse_SameKeyTwice_LastOneCounts() =>
        Assert.Equal("two", CommandLine.Parse(["--Key", "one", "--key=two"]).Settings["KEY"]);

    [Fact]
    public void Parse_Config_IsNoSetting()
    {
        var command = CommandLine.Parse(["--config", "silo.json"]);

        Assert.Equal("silo.json", command.File);
        Assert.Empty(command.Settings);
    }

    [Theory]
    [InlineData("--Storage:DataDirectory")]
    [InlineData("stray")]
    [InlineData("-x")]
    [InlineData("--")]
    [InlineData("")]
    public void Parse_WhatIsNoSetting_IsNamed(string argument) =>
        Assert.Contains(argument, Assert.Single(CommandLine.Parse([argument]).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", nameof(CommandLineRequest.Help))]
    [InlineData("-h", nameof(CommandLineRequest.Help))]
    [InlineData("--version", nameof(CommandLineRequest.Version))]
    public void Parse_Request_IsSeenAmongSettings(string argument, string expected)
    {
        var command = CommandLine.Parse(["--urls", "x", argument]);

        Assert.Equal(expected, command.Request.ToString());
        Assert.Empty(command.Problems);
    }

    [Fact]
    public void Help_NamesEverySetting() =>
        Assert.All(SettingCatalog.All, setting => Assert.Contains($"  {setting.Key} ", CommandLineAnswer.To(CommandLineRequest.Help), StringComparison.Ordinal));
}
