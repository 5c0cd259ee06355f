using System.Text.Json;
using Feishu.Simulator.Platform;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Silo.Tests.Handover;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clusters;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Takeover;

/// <summary>Programs that read an account's events while its silo is killed: over HTTP, from either silo, and with the grain client of feishuctl.</summary>
[Collection(ProcessTests.Name)]
public sealed class ReaderTests
{
    private const int Before = 5, During = 10, After = 5;
    private const string Account = "bot-0";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Kill_TheAccountsSilo_EveryReaderGoesOnAndHasEachEventOnce()
    {
        await using var rig = await ClusterRig.StartAsync(accounts: 4);
        SiloPorts[] ports = [SiloPorts.Free(), SiloPorts.Free()];
        await using var first = await rig.StartSiloAsync(ports[0], "--Cluster:ProbeTimeout=00:00:01");
        await using var second = await rig.StartSiloAsync(ports[1], "--Cluster:ProbeTimeout=00:00:01");
        RunningSilo[] silos = [new(ports[0], first), new(ports[1], second)];
        await rig.ConnectedAsync();
        await rig.SharedAsync(first, silos.Length);

        await using var tail = ProgramProcess.Start("AdminClient", "FeishuOrleans.AdminClient", [
            "events", "tail", Account, "--from", "earliest", "--output", "json", .. ports.SelectMany(static one => (string[])["--gateway", $"127.0.0.1:{one.Gateway}"])]);
        StreamFollower[] followers = [new([first.Http, second.Http], Account), new([second.Http, first.Http], Account)];
        var reading = Task.WhenAll(followers.Select(static follower => follower.ReadThroughAsync(Before + During + After)));
        var pushed = Push(rig.Apps[0], Before);
        await rig.SettledAsync(pushed);
        await Task.WhenAll(followers.Select(static follower => follower.Sequences.CountAsync(Before))).Within(what: "what came before");
        await tail.LineAsync(line => SequenceOf(line) == Before, "what came before, printed");

        var account = (await rig.AccountsAsync(first))[0];
        await silos.Single(silo => silo.Owns(account)).Process.KillAsync();
        pushed.AddRange(Push(rig.Apps[0], During));
        await rig.SettledAsync(pushed);
        pushed.AddRange(Push(rig.Apps[0], After));
        await rig.SettledAsync(pushed);

        await reading.Within(Patience, "every event at the readers");
        await tail.LineAsync(static line => SequenceOf(line) == Before + During + After, "every event, printed", Patience);
        var expected = Enumerable.Range(1, Before + During + After).Select(static number => (long)number).ToArray();
        Assert.All(followers, follower => Assert.Equal(expected, follower.Sequences.Items));
        Assert.Equal(expected, tail.Lines.Items.Select(SequenceOf).OfType<long>());
        Assert.True(followers.Sum(static follower => follower.Breaks) > 0, "no reader was at the silo that was killed");
    }

    private static List<(FakeApp App, string EventId)> Push(FakeApp app, int count) =>
        [.. Enumerable.Range(0, count).Select(number => (app, app.PushText($"event {number}")))];

    /// <summary>Of an event's line; null for what is said beside them.</summary>
    private static long? SequenceOf(string line) =>
        line.StartsWith('{') ? JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt64() : null;
}
