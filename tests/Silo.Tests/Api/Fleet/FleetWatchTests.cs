using FeishuOrleans.Silo.Api.Fleet;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Silo.Tests.Api.Fleet;

public sealed class FleetWatchTests
{
    [Fact]
    public async Task Next_SiloHasStopped_KeepsWhatWasKnownAndSaysSo()
    {
        await using var silo = await ApiSilo.StartAsync();
        await silo.AddAccountAsync("kept");
        var watch = silo.Services.GetRequiredService<FleetWatch>();
        var known = await watch.NextAsync(FleetReading.Empty).Within(what: "the first reading");
        Assert.Equal((1, null), (known.Count, known.Trouble));

        await silo.StopAsync();
        var reading = known;
        while (reading.Trouble is null)
            reading = await watch.NextAsync(reading).Within(what: "a reading that says so");

        Assert.Equal(1, reading.Count);
        Assert.Contains("does not answer", reading.Trouble, StringComparison.Ordinal);
    }
}
