using System.Text;
using Feishu.Protocol.Endpoints;
using FsCheck;
using FsCheck.Fluent;

namespace Feishu.Protocol.Tests.Endpoints;

public sealed class ClientConfigTests
{
    [Fact]
    public void Default_BeforeAnyServerValue_IsThatOfTheOfficialClients()
    {
        Assert.Equal(TimeSpan.FromSeconds(120), ClientConfig.Default.PingInterval);
        Assert.Equal(TimeSpan.FromSeconds(120), ClientConfig.Default.ReconnectInterval);
        Assert.Equal(TimeSpan.FromSeconds(30), ClientConfig.Default.ReconnectNonce);
        Assert.Equal(-1, ClientConfig.Default.ReconnectCount);
    }

    [Fact]
    public void Apply_ValuesSeenLive_AreTaken()
    {
        var config = Apply("""{"PingInterval":90,"ReconnectInterval":91,"ReconnectNonce":25,"ReconnectCount":3}""");

        Assert.Equal(TimeSpan.FromSeconds(90), config.PingInterval);
        Assert.Equal(TimeSpan.FromSeconds(91), config.ReconnectInterval);
        Assert.Equal(TimeSpan.FromSeconds(25), config.ReconnectNonce);
        Assert.Equal(3, config.ReconnectCount);
    }

    [Fact]
    public void Apply_Nothing_KeepsEverything() => Assert.Same(ClientConfig.Default, ClientConfig.Default.Apply(null));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"PingInterval":null,"ReconnectInterval":null,"ReconnectNonce":null,"ReconnectCount":null}""")]
    [InlineData("""{"PingInterval":0,"ReconnectInterval":0}""")]
    [InlineData("""{"PingInterval":-5,"ReconnectInterval":-5,"ReconnectNonce":-5}""")]
    [InlineData("""{"PingInterval":"90","ReconnectInterval":{"a":[1]},"ReconnectNonce":[9],"ReconnectCount":true}""")]
    [InlineData("""{"PingInterval":1.5,"ReconnectInterval":1e300,"ReconnectNonce":99999999999999999999,"ReconnectCount":99999999999}""")]
    public void Apply_MissingOrSenseless_KeepsWhatWas(string json) => Assert.Equal(ClientConfig.Default, Apply(json));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 5)]
    [InlineData(600, 600)]
    [InlineData(601, 600)]
    [InlineData(long.MaxValue, 600)]
    public void Apply_PingInterval_IsMovedToTheBound(long received, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ClientConfig.Default.Apply(new() { PingInterval = received }).PingInterval);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(601, 600)]
    public void Apply_ReconnectInterval_IsMovedToTheBound(long received, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ClientConfig.Default.Apply(new() { ReconnectInterval = received }).ReconnectInterval);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(301, 300)]
    public void Apply_ReconnectNonce_MayBeZeroAndIsMovedToTheBound(long received, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ClientConfig.Default.Apply(new() { ReconnectNonce = received }).ReconnectNonce);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"PingInterval":90""")]
    [InlineData("""{"PingInterval":90}x""")]
    public void TryParse_NotAnObject_IsFalse(string payload)
    {
        Assert.False(ClientConfigUpdate.TryParse(Encoding.UTF8.GetBytes(payload), out var update));
        Assert.Equal(default, update);
    }

    [Fact]
    public void Apply_AnyPongPayload_StaysWithinBounds()
    {
        var values = Gen.OneOf(
            ArbMap.Default.GeneratorFor<long>().Select(number => $"{number}"),
            Gen.Elements("null", "\"120\"", "1.5", "1e400", "-0", "true", "[1]", "{\"PingInterval\":1}", "NaN", "\"\\ud800\""));
        var names = Gen.Elements("PingInterval", "ReconnectInterval", "ReconnectNonce", "ReconnectCount", "Other", "\\ud800");
        var objects =
            from fields in names.Zip(values).ListOf()
            select Encoding.UTF8.GetBytes("{" + string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}")) + "}");
        var payloads = Gen.OneOf(objects, ArbMap.Default.GeneratorFor<byte[]>());

        Prop.ForAll(payloads.ToArbitrary(), payload =>
        {
            ClientConfigUpdate? received = ClientConfigUpdate.TryParse(payload, out var update) ? update : null;
            return IsWithinBounds(ClientConfig.Default.Apply(received));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    private static bool IsWithinBounds(ClientConfig config) =>
        config.PingInterval.TotalSeconds is >= 5 and <= 600
        && config.ReconnectInterval.TotalSeconds is >= 1 and <= 600
        && config.ReconnectNonce.TotalSeconds is >= 0 and <= 300;

    private static ClientConfig Apply(string json)
    {
        Assert.True(ClientConfigUpdate.TryParse(Encoding.UTF8.GetBytes(json), out var update));
        return ClientConfig.Default.Apply(update);
    }
}
