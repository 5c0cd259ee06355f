using System.Diagnostics.Metrics;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Silo.Tests.Api.Messages;

/// <summary>Requests to one chat that are under way at once, on a connection each, within the platform's own limits.</summary>
public sealed class MessageOrderTests(PlatformSilo fixture) : IClassFixture<PlatformSilo>
{
    private const int Count = 20;

    [Fact]
    public async Task Send_TwentyAtOnceToOneChat_AllArriveInCallOrder()
    {
        var (account, app) = await fixture.AddAccountAsync();
        // The first one keeps the others waiting, so that they are under way at once on a slow machine too.
        app.Faults.Messages.Set(new ApiFault { Delay = TimeSpan.FromSeconds(3), Times = 1 });
        using var meters = new MeterProbe(fixture.Silo.Services.GetRequiredService<IMeterFactory>());

        var answers = new List<Task<ApiAnswer>>();
        for (var i = 0; i < Count; i++)
        {
            answers.Add(fixture.Silo.SendAsync("POST", $"/api/accounts/{account}/messages", body: $$"""{ "chatId": "oc_1", "text": "{{i}}" }"""));
            // The next call is made when this one is there, not when it is answered: on connections of their own nothing else orders them.
            await meters.Measurements.WhenAsync(all => all.Count(static one => one is { Instrument: "feishu.sending.waiting", Value: 1 }) == answers.Count).Within(what: "the message's place");
        }

        var underWay = answers.Count(static answer => !answer.IsCompleted);
        Assert.All(await Task.WhenAll(answers).Within(), static answer => Assert.Equal(200, answer.Status));
        Assert.InRange(underWay, 5, Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(static i => $"{i}"), app.Log.Of<MessageSent>().Select(static message => message.Content.Split('"')[3]));
        Assert.DoesNotContain(app.Log.Of<ApiCalled>(), static call => call.Code == 230020);
    }
}
