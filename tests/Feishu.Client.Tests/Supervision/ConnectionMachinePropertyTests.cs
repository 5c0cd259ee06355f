using Feishu.Client.Supervision;
using FsCheck;
using FsCheck.Fluent;

namespace Feishu.Client.Tests.Supervision;

/// <summary>What holds after any history.</summary>
public class ConnectionMachinePropertyTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15) * 1.2;

    private static readonly Gen<(int Trigger, int Seconds, double Chance)[]> Histories =
        Gen.Choose(0, MachineSamples.Triggers.Length - 1)
            .SelectMany(trigger => Gen.Choose(0, 1200).SelectMany(seconds => Gen.Choose(0, 999).Select(chance => (trigger, seconds, chance / 1000.0))))
            .ArrayOf();

    [Fact]
    public void AnyHistory_EveryStateButStopped_HasATimedExitWithinBounds() => Holds((state, now) =>
        state is Stopped ? state.DueAt is null : state.DueAt is { } due && due <= now + LongestWait);

    [Fact]
    public void AnyHistory_StopRequested_IsAnsweredWithStopped() => Holds((state, now) =>
        ConnectionMachine.Next(state, new ConnectionTrigger.StopRequested("test"), MachineSamples.Input(now)).State is Stopped);

    [Fact]
    public void AnyHistory_TimersAlone_LeadToAnAttempt() => Holds(static (state, now) =>
    {
        for (var step = 0; step < 20 && state is not (Stopped or Connecting { Stage: ConnectStage.Discovering }); step++)
        {
            now = state.DueAt!.Value > now ? state.DueAt.Value : now;
            state = ConnectionMachine.Next(state, new ConnectionTrigger.TimerElapsed(null), MachineSamples.Input(now)).State;
        }

        return state is Stopped or Connecting { Stage: ConnectStage.Discovering };
    });

    [Fact]
    public void AnyHistory_DueTimer_ChangesTheState() => Holds(static (state, now) =>
    {
        if (state.DueAt is not { } due)
            return true;
        var at = due > now ? due : now;
        return ConnectionMachine.Next(state, new ConnectionTrigger.TimerElapsed(null), MachineSamples.Input(at)).State != state;
    });

    private static void Holds(Func<ConnectionState, DateTimeOffset, bool> property) =>
        Prop.ForAll(Histories.ToArbitrary(), history =>
        {
            ConnectionState state = new Stopped(MachineSamples.Now, "test");
            var now = MachineSamples.Now;
            foreach (var (trigger, seconds, chance) in history)
            {
                now += TimeSpan.FromSeconds(seconds);
                state = ConnectionMachine.Next(state, MachineSamples.Triggers[trigger].Trigger, MachineSamples.Input(now, chance, held: MachineSamples.Triggers[trigger].Held)).State;
                if (!property(state, now))
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
}
