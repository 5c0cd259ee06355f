using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

/// <summary>Every state times every trigger. "-" means: stays as it is, does nothing, on purpose.</summary>
public class ConnectionMachineTableTests
{
    private const string Table = """
        | trigger \ state | Stopped | Queued | Discovering | Handshaking | AwaitingFirstFrame | Connected | Connected, pinged | Stale | Backoff | Faulted |
        |---|---|---|---|---|---|---|---|---|---|---|
        | StartRequested | Queued: ReserveSlot | - | - | - | - | - | - | - | Queued: ReserveSlot | Queued: ReserveSlot |
        | StopRequested | - | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt | Stopped: CloseAttempt |
        | ReconnectRequested | - | Queued: AbortAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: CloseAttempt, ReserveSlot | Queued: CloseAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: ReserveSlot | Queued: ReserveSlot |
        | AccountChanged | - | Queued: AbortAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: CloseAttempt, ReserveSlot | Queued: CloseAttempt, ReserveSlot | Queued: AbortAttempt, ReserveSlot | Queued: ReserveSlot | Queued: ReserveSlot |
        | SlotReserved | - | Queued | - | - | - | - | - | - | - | - |
        | TicketReceived | - | - | Handshaking | - | - | - | - | - | - | - |
        | SocketOpened | - | - | - | AwaitingFirstFrame: SendPing | - | - | - | - | - | - |
        | FrameArrived | - | - | - | - | Connected | Connected | Connected | Connected | - | - |
        | Failed | - | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | - | - |
        | Failed, definitively | - | Faulted: AbortAttempt | Faulted: AbortAttempt | Faulted: AbortAttempt | Faulted: AbortAttempt | Faulted: AbortAttempt | Faulted: AbortAttempt | Faulted: AbortAttempt | - | - |
        | TimerElapsed, early | - | - | - | - | - | - | - | - | - | - |
        | TimerElapsed, due | - | Discovering: BeginAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Connected, pinged: SendPing | Stale | Backoff: AbortAttempt | Queued: ReserveSlot | Queued: ReserveSlot |
        | TimerElapsed, due, frame since | - | Discovering: BeginAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Connected, pinged: SendPing | Connected | Connected | Queued: ReserveSlot | Queued: ReserveSlot |
        | TimerElapsed, due, held | - | Discovering: BeginAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Backoff: AbortAttempt | Connected, pinged: SendPing | Stale | Backoff: AbortAttempt | Backoff | Queued: ReserveSlot |
        | PlatformRecovered | - | - | - | - | - | - | - | - | Queued: ReserveSlot | - |
        """;

    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var (trigger, _, _, _) in MachineSamples.Triggers)
        {
            foreach (var (state, _, _) in MachineSamples.States)
                data.Add(trigger, state);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Next_EveryStateTimesEveryTrigger_DoesWhatTheTableSays(string trigger, string state)
    {
        var expected = Cell(Table, trigger, state);

        var actual = Actual(trigger, state);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void StateMachinePage_ShowsThisTable() =>
        Assert.Contains(Table.ReplaceLineEndings("\n"), File.ReadAllText(RepositoryRoot.File("docs/state-machine.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    private static string Actual(string trigger, string state)
    {
        var (_, whenDue, sample, held) = MachineSamples.Triggers.Single(entry => entry.Name == trigger);
        var (_, early, due) = MachineSamples.States.Single(entry => entry.Name == state);
        var before = whenDue ? due : early;
        var step = ConnectionMachine.Next(before, sample, MachineSamples.Input(held: held));
        if (step.State == before && step.Effects.Count == 0)
            return "-";
        var effects = string.Join(", ", step.Effects);
        return effects.Length == 0 ? MachineSamples.NameOf(step.State) : $"{MachineSamples.NameOf(step.State)}: {effects}";
    }

    private static string Cell(string table, string trigger, string state)
    {
        var rows = table.Split('\n').Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToList();
        var column = Array.IndexOf(rows[0], state);
        return rows.Single(row => row[0] == trigger)[column];
    }
}
