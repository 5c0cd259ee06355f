using System.Net;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>A webhook does not lead to where it must not, however it is named.</summary>
public sealed class WebhookGuardTests : IAsyncLifetime
{
    private readonly SinkRig _rig = new(new DispatchOptions { Timeout = TimeSpan.FromSeconds(20) });
    private WebhookConsumer _consumer = null!;

    public async ValueTask InitializeAsync() => _consumer = await WebhookConsumer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _rig.Dispose();
        await _consumer.DisposeAsync();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0/")]
    [InlineData("https://[fd00:ec2::254]/")]
    public async Task Deliver_ForbiddenAddressInAnyWriting_IsRefused(string url)
    {
        var outcome = await _rig.DeliverAsync(new Uri(url)).Within();

        Assert.Equal(DeliveryVerdict.EndpointFailed, outcome.Verdict);
        Assert.StartsWith("address refused: ", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_NameOfAForbiddenAddress_IsRefused()
    {
        _rig.Resolve = static _ => [IPAddress.Parse("169.254.169.254")];

        var outcome = await _rig.DeliverAsync(new Uri("http://bot.example.org/")).Within();

        Assert.Equal("address refused: link-local", outcome.Reason);
    }

    [Fact]
    public async Task Deliver_NameThatChangesItsAddress_IsAskedOnceAndConnectedToWhatWasChecked()
    {
        var asked = 0;
        _rig.Resolve = _ => [Interlocked.Increment(ref asked) == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")];

        var outcome = await _rig.DeliverAsync(new Uri($"http://bot.example.org:{_consumer.Port}/webhook")).Within();

        Assert.Equal(("200", 1), (outcome.Reason, asked));
        Assert.Equal($"bot.example.org:{_consumer.Port}", _consumer.Requests.Items[0].Header("Host"));
    }

    [Fact]
    public async Task Deliver_NameWithOneGoodAddress_GoesThere()
    {
        _rig.Resolve = static _ => [IPAddress.Parse("fe80::1"), IPAddress.Parse("169.254.1.1"), IPAddress.Loopback];

        var outcome = await _rig.DeliverAsync(new Uri($"http://bot.example.org:{_consumer.Port}/")).Within();

        Assert.Equal("200", outcome.Reason);
    }

    [Fact]
    public async Task Deliver_UnknownName_IsTheEndpoints()
    {
        _rig.Resolve = static _ => [];

        var outcome = await _rig.DeliverAsync(new Uri("http://nowhere.example.org/")).Within();

        Assert.Equal((DeliveryVerdict.EndpointFailed, "name not resolved"), (outcome.Verdict, outcome.Reason));
    }

    [Fact]
    public async Task Deliver_ToTheClusterItself_IsRefused()
    {
        _rig.OwnEndpoints.Add((IPAddress.Loopback, _consumer.Port));

        var byAddress = await _rig.DeliverAsync(_consumer.Url).Within();
        var byName = await _rig.DeliverAsync(new Uri($"http://silo.example.org:{_consumer.Port}/")).Within();

        Assert.Equal(("address refused: the cluster itself", "address refused: the cluster itself"), (byAddress.Reason, byName.Reason));
        Assert.Empty(_consumer.Requests.Items);
    }

    [Fact]
    public async Task Deliver_AllowedHosts_LetsOnlyTheseThrough()
    {
        using var rig = new SinkRig(new DispatchOptions { AllowedHosts = "*.example.org" });

        var allowed = await rig.DeliverAsync(new Uri($"http://Bot.Example.org:{_consumer.Port}/")).Within();
        var other = await rig.DeliverAsync(_consumer.Url).Within();

        Assert.Equal(("200", "host refused: not in Dispatch:AllowedHosts"), (allowed.Reason, other.Reason));
    }

    [Fact]
    public async Task Deliver_ProxyInTheEnvironment_IsNotUsed()
    {
        var handler = new SocketsHttpHandler { UseProxy = true, Proxy = new WebProxy("http://127.0.0.1:9") };
        using var rig = new SinkRig(handler: handler);

        Assert.Equal("200", (await rig.DeliverAsync(_consumer.Url).Within()).Reason);
    }
}
