using FsCheck;
using FsCheck.Fluent;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class DeliveryWindowPropertyTests
{
    private static readonly Gen<(int[] Chats, (int Kind, int Choice)[] Steps)> Histories =
        from count in Gen.Choose(1, 40)
        from chats in Gen.Choose(0, 4).ListOf(count)
        from length in Gen.Choose(0, 400)
        from steps in (from kind in Gen.Choose(0, WindowWorld.Steps - 1) from choice in Gen.Choose(0, 50) select (kind, choice)).ListOf(length)
        select (chats.ToArray(), steps.ToArray());

    /// <summary>Results, restarts, failed saves and people in any order: chats keep their order, nothing is skipped, repeats are what was not saved.</summary>
    [Fact]
    public void AnyHistory_Always_KeepsOrderAndSkipsNothing() => Prop.ForAll(Histories.ToArbitrary(), static history =>
    {
        var world = new WindowWorld(history.Chats);
        foreach (var (kind, choice) in history.Steps)
            world.Step(kind, choice);
        world.Drain();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
