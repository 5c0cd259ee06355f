using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Connections;

/// <summary>What a silo may begin follows the number of silos.</summary>
public sealed class ConnectShareTests : IAsyncDisposable
{
    private static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly Membership _membership = new();
    private readonly ServiceProvider _services;

    public ConnectShareTests() => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(_time)
        .AddFeishuClient()
        .Configure<FeishuClientOptions>(static options => options.ConnectRate = 120)
        .BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData(120, SiloStatus.Active)]
    [InlineData(60, SiloStatus.Active, SiloStatus.Active)]
    [InlineData(40, SiloStatus.Active, SiloStatus.Active, SiloStatus.Active)]
    [InlineData(60, SiloStatus.Active, SiloStatus.Joining)]
    [InlineData(60, SiloStatus.Active, SiloStatus.ShuttingDown)]
    [InlineData(60, SiloStatus.Active, SiloStatus.Stopping)]
    [InlineData(120, SiloStatus.Active, SiloStatus.Dead)]
    [InlineData(120)]
    public async Task Start_ClusterOf_HasItsPart(int expected, params SiloStatus[] cluster)
    {
        _membership.Set(cluster);
        using var share = CreateShare();

        await share.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, Rate());
        await share.StopAsync(TestContext.Current.CancellationToken).Within();
    }

    [Fact]
    public async Task Follow_SilosComeAndGo_TheShareFollows()
    {
        _membership.Set(SiloStatus.Active);
        using var share = CreateShare();
        await share.StartAsync(TestContext.Current.CancellationToken);

        var rates = new List<int>();
        foreach (var cluster in new SiloStatus[][] { [SiloStatus.Active, SiloStatus.Joining], [SiloStatus.Active, SiloStatus.Active, SiloStatus.Joining], [SiloStatus.Active, SiloStatus.Dead] })
        {
            _membership.Set(cluster);
            await _membership.Taken.CountAsync(rates.Count + 1).Within(what: "the update");
            rates.Add(Rate());
        }

        Assert.Equal([60, 40, 120], rates);
        await share.StopAsync(TestContext.Current.CancellationToken).Within();
    }

    [Theory]
    [InlineData(true, SiloStatus.Active)]
    [InlineData(false, SiloStatus.Active, SiloStatus.Active)]
    public async Task Start_AmongOthers_WaitsUntilTheyKnow(bool begins, params SiloStatus[] cluster)
    {
        _membership.Set(cluster);
        using var share = CreateShare();

        await share.StartAsync(TestContext.Current.CancellationToken);

        var ramp = _services.GetRequiredService<IConnectRamp>();
        Assert.Equal(begins, ramp.TryBegin(ramp.Reserve()));
        await share.StopAsync(TestContext.Current.CancellationToken).Within();
    }

    private ConnectShare CreateShare() => new(
        _membership, _services.GetRequiredService<ConnectPace>(), _services.GetRequiredService<IOptions<FeishuClientOptions>>(), NullLogger<ConnectShare>.Instance);

    /// <summary>How many the ramp lets begin at once when slots of half a minute have come up.</summary>
    private int Rate()
    {
        var ramp = _services.GetRequiredService<IConnectRamp>();
        var slot = ramp.Reserve();
        _time.Advance(HalfMinute);
        var begun = 0;
        while (ramp.TryBegin(slot))
            begun++;
        _time.Advance(HalfMinute);
        return begun;
    }

    private sealed class Membership : IClusterMembershipService
    {
        private readonly Channel<ClusterMembershipSnapshot> _updates = Channel.CreateUnbounded<ClusterMembershipSnapshot>();
        private int _version;

        public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = null!;

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => ReadAsync();

        /// <summary>One for each update that was dealt with.</summary>
        public Signal<int> Taken { get; } = new();

        public void Set(params SiloStatus[] statuses)
        {
            var isFirst = _version == 0;
            var members = statuses.Select((status, index) => new ClusterMember(SiloAddress.New(IPAddress.Loopback, 1000 + index, 1), status, $"silo-{index}"));
            CurrentSnapshot = new ClusterMembershipSnapshot(members.ToImmutableDictionary(static member => member.SiloAddress), new MembershipVersion(++_version));
            if (!isFirst)
                _updates.Writer.TryWrite(CurrentSnapshot);
        }

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress) => Task.FromResult(false);

        private async IAsyncEnumerable<ClusterMembershipSnapshot> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            while (true)
            {
                yield return await _updates.Reader.ReadAsync(cancellation);
                Taken.Add(_version);
            }
        }
    }
}
