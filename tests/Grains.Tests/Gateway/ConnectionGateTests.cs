using System.Buffers;
using FeishuOrleans.Grains.Interfaces.Gateway;
using FeishuOrleans.Testing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Gateway;

public sealed class ConnectionGateTests
{
    private const string Key = "the key";

    private static readonly byte[] PlainBeginning = [90, 0, 0, 0, 1, 2, 3];

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(null, null)]
    [InlineData(Key, Key)]
    public async Task Client_SameKey_IsLetIn(string? gatewayKey, string? clientKey)
    {
        var line = new Line();
        var inside = new TaskCompletionSource();

        var gate = Gate(gatewayKey).AdmitAsync(line.Gateway, _ => inside.Task);
        await new GatewayKnock(clientKey, _time).EnterAsync(line.Client, static _ => Task.CompletedTask).Within();

        Assert.False(gate.IsCompleted);
        inside.SetResult();
        await gate.Within(what: "the end of the connection");
    }

    [Theory]
    [InlineData(Key, null, "demands a client key")]
    [InlineData(Key, "", "differs")]
    [InlineData(Key, "the key ", "differs")]
    [InlineData(null, Key, "demands no client key")]
    public async Task Client_AnotherKey_IsToldAndNothingGetsIn(string? gatewayKey, string? clientKey, string reason)
    {
        var line = new Line();

        var gate = Gate(gatewayKey).AdmitAsync(line.Gateway, gatewayKey is null ? static _ => Task.CompletedTask : Nobody);
        var refusal = await Assert.ThrowsAsync<ClientKeyRefusedException>(() => new GatewayKnock(clientKey, _time).EnterAsync(line.Client, Nobody)).Within();
        await line.Client.Transport.Output.CompleteAsync();

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        await gate.Within(what: "the end of the connection");
    }

    /// <summary>A close by the gateway could reach the client's Orleans before the client has read why it is refused.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_Refused_IsClosedOnlyWhenItHasLeftOrAtTheLimit(bool leaves)
    {
        var line = new Line();
        var gate = Gate(Key).AdmitAsync(line.Gateway, Nobody);
        await Assert.ThrowsAsync<ClientKeyRefusedException>(() => new GatewayKnock("another", _time).EnterAsync(line.Client, Nobody)).Within();

        var closedAtOnce = gate.IsCompleted;
        if (leaves)
            await line.Client.Transport.Output.CompleteAsync();
        else
            _time.Advance(GateLimits.KnockLimit);
        await gate.Within(what: "the end of the connection");

        Assert.False(closedAtOnce);
    }

    /// <summary>Somebody who listens where a silo was: it can ask for the key, but not answer for it.</summary>
    [Fact]
    public async Task Gateway_WithoutTheKey_IsNotTrusted()
    {
        var line = new Line();
        var client = new GatewayKnock(Key, _time).EnterAsync(line.Client, Nobody);

        await line.Gateway.Transport.Output.WriteAsync(KeyExchange.Answer(GateAnswer.ShowKey, KeyExchange.NewNonce()), TestContext.Current.CancellationToken);
        await line.Gateway.Transport.Output.WriteAsync((byte[])[(byte)GateAnswer.Welcome, .. new byte[KeyExchange.ProofSize]], TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ClientKeyRefusedException>(() => client).Within(what: "the client's refusal");
    }

    /// <summary>What one client showed is of no use to another: the gateway's nonce is new.</summary>
    [Fact]
    public async Task Proof_Repeated_IsRefused()
    {
        var gate = Gate(Key);
        var nonce = KeyExchange.NewNonce();
        var first = new Line();
        var running = gate.AdmitAsync(first.Gateway, static _ => Task.CompletedTask);
        await first.SayAsync(KeyExchange.Hello(nonce));
        var answer = KeyExchange.ReadAnswer(await first.HearAsync(KeyExchange.AnswerSize).Within())!.Value;
        var proof = KeyExchange.ProofOfClient(Key, nonce, answer.Nonce);
        await first.SayAsync(proof);
        var good = await first.HearAsync(KeyExchange.VerdictSize).Within();
        await running.Within();

        var second = new Line();
        var repeated = gate.AdmitAsync(second.Gateway, Nobody);
        await second.SayAsync([.. KeyExchange.Hello(nonce), .. proof]);
        await second.HearAsync(KeyExchange.AnswerSize).Within();
        var bad = await second.HearAsync(KeyExchange.VerdictSize).Within();
        await second.Client.Transport.Output.CompleteAsync();
        await repeated.Within();

        Assert.Equal(((byte)GateAnswer.Welcome, (byte)GateAnswer.Refused), (good[0], bad[0]));
        Assert.All(bad[1..], static part => Assert.Equal(0, part));
    }

    [Fact]
    public async Task PlainClient_KeyDemanded_GetsNoAnswer()
    {
        var line = new Line();
        await line.SayAsync(PlainBeginning);

        await Gate(Key).AdmitAsync(line.Gateway, Nobody).Within();

        await line.Gateway.Transport.Output.CompleteAsync();
        Assert.Empty(await line.HearAsync(1).Within());
    }

    [Fact]
    public async Task PlainClient_NoKeyDemanded_IsLetInWithEveryByte()
    {
        var line = new Line();
        await line.SayAsync(PlainBeginning);
        byte[] seen = [];

        await Gate(null).AdmitAsync(line.Gateway, async context => seen = (await context.Transport.Input.ReadAsync()).Buffer.ToArray()).Within();

        Assert.Equal(PlainBeginning, seen);
    }

    [Theory]
    [InlineData(null, new byte[0])]
    [InlineData(Key, new byte[0])]
    [InlineData(Key, new[] { (byte)'F', (byte)'E', (byte)'I', (byte)'S', (byte)'H' })]
    public async Task Client_SaysTooLittle_IsGivenUpAtTheLimit(string? key, byte[] bytes)
    {
        var line = new Line();
        await line.SayAsync(bytes);

        var gate = Gate(key).AdmitAsync(line.Gateway, Nobody);
        Assert.False(gate.IsCompleted);
        _time.Advance(GateLimits.KnockLimit);

        await gate.Within(what: "the end of the connection");
    }

    [Fact]
    public async Task Gateway_SaysNothing_IsGivenUpAtTheLimit()
    {
        var client = new GatewayKnock(Key, _time).EnterAsync(new Line().Client, Nobody);

        _time.Advance(KeyExchange.Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => client).Within(what: "the client's time limit");
    }

    /// <summary>Those who say nothing take no place of those who are inside, and the other way round.</summary>
    [Fact]
    public async Task Places_AllTaken_AreGivenAwayAgain()
    {
        using var gate = Gate(Key, maxConnections: 1);
        var inside = new TaskCompletionSource();
        var first = new Line();
        var running = gate.AdmitAsync(first.Gateway, _ => inside.Task);
        await KnockAsync(first).Within();
        var crowd = Enumerable.Range(0, GateLimits.MaxUnknown).Select(_ => gate.AdmitAsync(new Line().Gateway, Nobody)).ToArray();

        await gate.AdmitAsync(new Line().Gateway, Nobody).Within(what: "the end of one too many that say nothing");
        _time.Advance(GateLimits.KnockLimit);
        await Task.WhenAll(crowd).Within(what: "the end of those who say nothing");
        var second = new Line();
        var full = gate.AdmitAsync(second.Gateway, Nobody);
        var refusal = await Assert.ThrowsAsync<ClientKeyRefusedException>(() => KnockAsync(second)).Within();
        await second.Client.Transport.Output.CompleteAsync();
        await full.Within();
        inside.SetResult();
        await running.Within();
        var third = new Line();
        var admitted = gate.AdmitAsync(third.Gateway, static _ => Task.CompletedTask);

        await KnockAsync(third).Within();
        await admitted.Within();
        Assert.Contains("as many clients as it takes", refusal.Message, StringComparison.Ordinal);
    }

    private Task KnockAsync(Line line) => new GatewayKnock(Key, _time).EnterAsync(line.Client, static _ => Task.CompletedTask);

    private ConnectionGate Gate(string? key, int maxConnections = GateLimits.MaxConnections) =>
        new(key, _time, NullLogger<ConnectionGate>.Instance, maxConnections);

    private static Task Nobody(ConnectionContext context) => throw new InvalidOperationException("Nobody is let in.");
}
