using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Crash;

/// <summary>
/// One chat fails for as long as it may while the events of all others pass: it neither holds them, nor does a crash then repeat
/// more than was under way. FEISHU_SOAK passes 100,000 events instead of 5,000.
/// </summary>
[Collection(ProcessTests.Name)]
public sealed class RepeatTests
{
    private const string BadChat = "oc_bad";
    private const int Concurrency = 32, Attempts = 3, Chats = 200, UnderWay = 200;

    private static readonly int Events = Environment.GetEnvironmentVariable("FEISHU_SOAK") is null ? 5_000 : 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task OneChatFailsForItsBudget_KillAfterTheOthers_RepeatsAreBounded()
    {
        await using var rig = await CrashRig.StartAsync(
            accounts: 1, $"--Dispatch:ConcurrencyPerEndpoint={Concurrency}", $"--Dispatch:MaxAttempts={Attempts}", "--Dispatch:MaxGap=1000");
        rig.Consumer.Answer = (request, _) => ValueTask.FromResult(Answer(rig.Ledger, request));
        var app = rig.Apps[0];
        LedgerEntry[] before;
        List<string> pushed;
        await using (var silo = await rig.StartSiloAsync())
        {
            await app.WaitForConnectionAsync();
            app.Push(new EventPush { Text = "bad", ChatId = BadChat });
            pushed = await PushAsync(app, rig.Ledger);
            await silo.KillAsync();
            before = [.. rig.Ledger.Entries];
        }

        await using var next = await rig.StartSiloAsync();
        await app.WaitForConnectsAsync(2);
        pushed.Add(app.Push(new EventPush { Text = "last", ChatId = "oc_last" }));
        foreach (var eventId in pushed.TakeLast(2 * UnderWay))
            await app.Log.WaitForAsync<Acknowledged>(ack => ack.EventId == eventId && ack.Code == 200, $"{eventId} acknowledged with 200");
        await rig.Ledger.ArrivedAsync(rig.Acknowledged).Within(Limit, "all events after the crash");

        var accepted = before.Where(static entry => entry.AcceptedAt is not null).Select(static entry => entry.Sequence).ToHashSet();
        var repeats = rig.Ledger.Entries.Skip(before.Length).Count(entry => accepted.Contains(entry.Sequence));
        TestContext.Current.TestOutputHelper?.WriteLine($"{before.Length} requests before the kill, {repeats} repeats after it");
        Assert.True(repeats <= 2 * Concurrency, $"{repeats} repeats");
        Assert.Equal(Attempts, before.Count(static entry => entry.Chat == BadChat));
        // It is parked, which is no loss; nothing else was found.
        Assert.StartsWith("lost", Assert.Single(rig.Ledger.Check(rig.Acknowledged)), StringComparison.Ordinal);
    }

    private static WebhookAnswer Answer(DeliveryLedger ledger, WebhookRequest request)
    {
        var entry = ledger.Arrive(request);
        if (entry.Chat == BadChat)
            return new WebhookAnswer(500);
        ledger.Accept(entry);
        return WebhookAnswer.Ok;
    }

    /// <summary>Pushes until the bad event was given up and enough others passed: the kill comes at full speed.</summary>
    private static async Task<List<string>> PushAsync(FakeApp app, DeliveryLedger ledger)
    {
        List<string> pushed = [];
        var enough = ledger.CountAsync(Events + Attempts);
        var givenUp = ledger.CountAsync(Attempts, static entry => entry.Chat == BadChat);
        for (var number = 1; !(enough.IsCompleted && givenUp.IsCompleted); number++)
        {
            await app.Log.WaitForCountAsync<Acknowledged>(number - UnderWay);
            pushed.Add(app.Push(new EventPush { Text = "good", ChatId = $"oc_{number % Chats}" }));
        }

        return pushed;
    }
}
