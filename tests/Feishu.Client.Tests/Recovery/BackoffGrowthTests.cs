using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Client.Tests.Recovery;

/// <summary>While the platform is away or refuses, calls become rare, as it sees them.</summary>
public sealed class BackoffGrowthTests
{
    [Theory]
    [InlineData("reset")]
    [InlineData("HTTP 500")]
    [InlineData("code 1")]
    [InlineData("close 3001 at once")]
    public async Task Outage_InEveryManner_GapsGrowToTheCap(string manner)
    {
        const int Calls = 10;
        var options = new SupervisionOptions { InitialBackoff = TimeSpan.FromSeconds(0.1), MaxBackoff = TimeSpan.FromSeconds(1) };
        await using var simulator = await SimulatorHost.StartAsync();
        await using var fleet = new Fleet(simulator, chosen => (chosen.InitialBackoff, chosen.MaxBackoff) = (options.InitialBackoff, options.MaxBackoff));
        var account = fleet.Add();
        Break(simulator, account, manner);
        account.Connection.Start();

        await account.App.WaitForDiscoveryCallsAsync(Calls);

        var times = account.App.Log.Of<DiscoveryAnswered>().Take(Calls).Select(static call => call.At).ToArray();
        for (var gap = 1; gap < Calls; gap++)
        {
            var grown = options.InitialBackoff * Math.Pow(options.BackoffFactor, gap - 1);
            var least = (grown < options.MaxBackoff ? grown : options.MaxBackoff) * (1 - options.BackoffJitter);
            Assert.True(times[gap] - times[gap - 1] >= least - TimeSpan.FromMilliseconds(1), $"gap {gap} was {times[gap] - times[gap - 1]}, less than {least}");
        }
    }

    private static void Break(SimulatorHost simulator, FleetAccount account, string manner)
    {
        if (manner == "reset")
            account.App.Faults.Endpoint.Set(new EndpointFault { Reset = true });
        else if (manner == "HTTP 500")
            account.App.Faults.Endpoint.Set(new EndpointFault { HttpStatus = 500 });
        else if (manner == "code 1")
            account.App.Faults.Endpoint.Set(new EndpointFault { Code = 1 });
        else
            simulator.Platform.Settings = simulator.Platform.Settings with { LimitManner = LimitManner.Close, ConnectionLimit = 0 };
    }
}
