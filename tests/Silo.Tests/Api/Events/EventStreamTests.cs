using System.Text;
using System.Text.Json;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api.Events;

/// <summary>Streams over real HTTP, from the real journal.</summary>
public sealed class EventStreamTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private ApiSilo Silo => fixture.Silo;

    [Fact]
    public async Task Stream_NewEvents_ComeAsTheyAreKept()
    {
        await Silo.AddAccountAsync("live");
        using var reader = await EventReader.OpenAsync(Silo, "/api/accounts/live/events");
        await Silo.ReceiveAsync("live");

        var first = await reader.NextAsync();
        await Silo.ReceiveAsync("live");
        var second = await reader.NextAsync();

        Assert.Equal((1, 2), (first.Sequence, second.Sequence));
        Assert.Equal("im.message.receive_v1", first.Type);
        Assert.EndsWith(":1", first.Id, StringComparison.Ordinal);
        Assert.Equal(
            ["accountId", "sequence", "type", "chatId", "receivedAt", "mention", "self", "payload"],
            first.Data.EnumerateObject().Select(static field => field.Name));
        Assert.Equal("live", first.Data.GetProperty("accountId").GetString());
        Assert.Equal("oc_1", first.Data.GetProperty("chatId").GetString());
        Assert.EndsWith("Z", first.Data.GetProperty("receivedAt").GetString(), StringComparison.Ordinal);
        // Who the bot is was never learned here.
        Assert.Equal("unknown", first.Data.GetProperty("mention").GetString());
        Assert.Equal(JsonValueKind.Null, first.Data.GetProperty("self").ValueKind);
        Assert.Equal("2.0", first.Data.GetProperty("payload").GetProperty("schema").GetString());
    }

    /// <summary>Killed at random, it sees every sequence exactly once by its ids.</summary>
    [Fact]
    public async Task Stream_ReaderKilledAHundredTimes_SeesEverySequenceOnce()
    {
        const int Kills = 100;
        const int Events = 400;
        await Silo.AddAccountAsync("resumed");
        var random = new Random(5);
        var receiving = Silo.ReceiveAsync("resumed", Events);
        var seen = new List<long>();
        string? lastId = null;
        for (var i = 0; i <= Kills; i++)
        {
            using var reader = await EventReader.OpenAsync(Silo, "/api/accounts/resumed/events?from=earliest", lastId);
            var left = i == Kills ? Events - seen.Count : Math.Min(random.Next(0, 8), Events - seen.Count);
            for (; left > 0; left--)
                seen.Add((await reader.NextAsync()).Sequence);
            lastId = reader.LastId;
        }

        await receiving;
        Assert.Equal(Enumerable.Range(1, Events).Select(static number => (long)number), seen);
    }

    [Fact]
    public async Task Stream_FromAPlace_BeginsThere()
    {
        await Silo.AddAccountAsync("places");
        await Silo.ReceiveAsync("places", 3);
        // Times are kept to the millisecond.
        var time = DateTimeOffset.UtcNow.AddMilliseconds(2);
        while (DateTimeOffset.UtcNow < time)
            await Task.Yield();
        await Silo.ReceiveAsync("places", 2);

        Assert.Equal(1, await FirstAsync("places", "from=earliest"));
        Assert.Equal(3, await FirstAsync("places", "from=3"));
        Assert.InRange(await FirstAsync("places", $"from={time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"), 1, 4);
        using var latest = await EventReader.OpenAsync(Silo, "/api/accounts/places/events?from=latest");
        await Silo.ReceiveAsync("places");
        Assert.Equal(6, (await latest.NextAsync()).Sequence);
    }

    [Fact]
    public async Task Stream_Filtered_HasOnlyWhatWasAskedFor()
    {
        await Silo.AddAccountAsync("filtered");
        await Silo.ReceiveAsync("filtered", chat: "oc_1");
        await Silo.ReceiveAsync("filtered", chat: "oc_2");
        await Silo.ReceivePayloadAsync("filtered", ReceivedEvents.Message("oc_1", "im.message.recalled_v1"));
        await Silo.ReceiveAsync("filtered", chat: "oc_3");

        Assert.Equal(2, await FirstAsync("filtered", "from=earliest&chat=oc_2"));
        Assert.Equal(2, await FirstAsync("filtered", "from=earliest&chat=oc_3,oc_2"));
        Assert.Equal(3, await FirstAsync("filtered", "from=earliest&type=im.message.recalled_v1"));
        Assert.Equal(4, await FirstAsync("filtered", "from=2&chat=oc_3&chat=oc_1&type=im.message.receive_v1"));
    }

    [Theory]
    [InlineData("{\r\n \"schema\": \"2.0\",\n \"header\": { \"event_id\": \"breaks\", \"event_type\": \"t\" },\n \"event\": {} }", "t")]
    [InlineData("no JSON\nat all", "unknown")]
    [InlineData("{\"schema\":\"2.0\",\"header\":{\"event_id\":\"forged\",\"event_type\":\"t\\nid: 99\"},\"event\":{}}", "unknown")]
    public async Task Stream_StrangePayload_StaysOneEvent(string payload, string type)
    {
        var id = $"strange-{payload.Length}";
        await Silo.AddAccountAsync(id);
        await Silo.ReceivePayloadAsync(id, payload);
        await Silo.ReceiveAsync(id);
        using var reader = await EventReader.OpenAsync(Silo, $"/api/accounts/{id}/events?from=earliest");

        var strange = await reader.NextAsync();

        Assert.Equal((1, type), (strange.Sequence, strange.Type));
        var written = strange.Data.GetProperty("payload");
        if (written.ValueKind == JsonValueKind.String)
            Assert.Equal(payload, Encoding.UTF8.GetString(written.GetBytesFromBase64()));
        else
            Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(payload)), JsonSerializer.Serialize(written));
        Assert.Equal(2, (await reader.NextAsync()).Sequence);
    }

    [Theory]
    [InlineData("/api/accounts/nobody/events", null, 404, "unknown-account")]
    [InlineData("/api/accounts/asked/events?from=soon", null, 400, "invalid-input")]
    [InlineData("/api/accounts/asked/events", "5", 400, "invalid-input")]
    [InlineData("/api/accounts/asked/events", "another-history:1", 410, "history-gone")]
    public async Task Stream_ThatCannotBe_IsAProblem(string path, string? lastId, int status, string problem)
    {
        await Silo.SendAsync("PUT", "/api/accounts/asked", body: """{ "appId": "cli_00000000000000ee", "appSecret": "s", "enabled": false }""");

        var answer = await Silo.SendAsync("GET", path, change: request =>
        {
            if (lastId is not null)
                request.Headers.Add("Last-Event-ID", lastId);
        });

        Assert.Equal((status, problem), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Stream_SiloStops_EndsPolitely()
    {
        await using var silo = await ApiSilo.StartAsync();
        await silo.AddAccountAsync("stopped");
        using var reader = await EventReader.OpenAsync(silo, "/api/accounts/stopped/events");

        var rest = reader.RestAsync();
        await silo.StopAsync();

        Assert.Equal("", (await rest).Trim());
    }

    private async Task<long> FirstAsync(string id, string query)
    {
        using var reader = await EventReader.OpenAsync(Silo, $"/api/accounts/{id}/events?{query}");
        return (await reader.NextAsync()).Sequence;
    }
}
