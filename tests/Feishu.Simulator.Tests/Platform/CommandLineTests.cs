using Feishu.Simulator.Platform;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Platform;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_Nothing_Port7000AndAutoRegister()
    {
        var options = CommandLine.Parse([]);

        Assert.Equal("http://127.0.0.1:7000/", options.Url.ToString());
        Assert.True(options.Settings.AutoRegister);
    }

    [Fact]
    public void Parse_Everything_IsTaken()
    {
        var options = CommandLine.Parse(
            ["--urls", "http://127.0.0.1:1", "--time-scale", "0.5", "--ping-interval", "9", "--auto-register", "false"]);

        Assert.Equal((1, 0.5, 9, false), (options.Url.Port, options.Settings.TimeScale, options.ClientConfig.PingInterval, options.Settings.AutoRegister));
    }

    [Theory]
    [InlineData("--urls")]
    [InlineData("--urls", "nowhere")]
    [InlineData("--time-scale", "fast")]
    [InlineData("--time-scale", "0")]
    [InlineData("--auto-register", "maybe")]
    [InlineData("--colour", "red")]
    public void Parse_Bad_Throws(params string[] args) => Assert.Throws<ArgumentException>(() => CommandLine.Parse(args));

    [Fact]
    public async Task Run_PortTaken_ExitCodeSaysSo()
    {
        await using var host = await SimulatorHost.StartAsync().Within();

        Assert.Equal(1, await CommandLine.RunAsync(["--urls", host.Address.ToString()]).Within());
        Assert.Equal(2, await CommandLine.RunAsync(["--colour", "red"]).Within());
    }

    [Fact]
    public void Register_EmptySecret_Throws()
    {
        using FakePlatform platform = new(new SimulatorOptions());

        Assert.Throws<ArgumentException>(() => platform.Register(new("cli_0123456789abcdef", " ")));
        Assert.Throws<KeyNotFoundException>(() => platform.App("cli_0123456789abcdef"));
    }
}
