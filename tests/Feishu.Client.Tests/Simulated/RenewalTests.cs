using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;

namespace Feishu.Client.Tests.Simulated;

/// <summary>Connections are renewed while events come, over real sockets.</summary>
public class RenewalTests
{
    private const int Renewals = 3, Burst = 20;

    [Fact]
    public async Task MaxConnectionAge_EventsWhileTwoSocketsAreOpen_NoMomentWithoutASocketAndNothingUnacknowledged()
    {
        await using var account = await SimulatedAccount.CreateAsync(static options => options.MaxConnectionAge = TimeSpan.FromSeconds(1));
        await account.ConnectAsync();
        // The old connection stays until the new one's pong: time in which both bring events.
        account.App.Faults.Pong.Set(new PongFault { Delay = TimeSpan.FromMilliseconds(800) });

        for (var renewal = 1; renewal <= Renewals; renewal++)
        {
            await account.App.WaitForConnectsAsync(1 + renewal);
            var pushed = Enumerable.Range(0, Burst).Select(number => account.App.PushText($"event {number}")).ToList();
            foreach (var eventId in pushed)
                await account.App.WaitForAckAsync(eventId);
            await account.App.WaitForDisconnectsAsync(renewal);
        }

        Assert.All(account.App.Log.Of<Disconnected>(), static end => Assert.Equal((DisconnectedBy.Client, true), (end.By, end.Live > 0)));
        Assert.Empty(account.App.Log.Of<DeliveryFailed>());
        Assert.Empty(account.App.Log.Of<Violation>());
        Assert.True(account.App.Log.Of<Delivered>().Select(static push => push.ConnectionId).Distinct().Count() > 2, "both sockets brought events");
        Assert.Equal(Renewals * Burst, account.Connection.Snapshot.Counters.Acked);
    }
}
