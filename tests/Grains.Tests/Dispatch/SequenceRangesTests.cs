using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class SequenceRangesTests
{
    private static readonly Gen<(int Kind, long First, long Length)[]> Steps =
        (from kind in Gen.Choose(0, 3)
         from first in Gen.Choose(1, 60)
         from length in Gen.Choose(1, 6)
         select (kind, (long)first, (long)length)).ListOf().Select(static list => list.ToArray());

    [Fact]
    public void AnySteps_Always_HoldWhatASetHolds() => Prop.ForAll(Steps.ToArbitrary(), static steps =>
    {
        var (ranges, model, mark) = (new SequenceRanges(SequenceSet.Empty), new SortedSet<long>(), 0L);
        foreach (var (kind, first, length) in steps)
        {
            if (kind == 0)
                Assert.Equal(model.Remove(first), ranges.Remove(first));
            else if (kind == 1)
                mark = TakeRun(ranges, model, mark);
            else
                Add(ranges, model, first, kind == 2 ? 1 : length);
            Assert.Equal(model, ranges.Sequences);
            Assert.Equal(model.Count, ranges.Count);
            Assert.Equal(SequenceSet.Of(model), ranges.ToSet());
            Assert.All(Enumerable.Range(0, 70), sequence => Assert.Equal(model.Contains(sequence), ranges.Contains(sequence)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void Add(SequenceRanges ranges, SortedSet<long> model, long first, long length)
    {
        ranges.Add(first, first + length - 1);
        for (var sequence = first; sequence < first + length; sequence++)
            model.Add(sequence);
    }

    private static long TakeRun(SequenceRanges ranges, SortedSet<long> model, long mark)
    {
        var expected = mark;
        while (model.Count > 0 && model.Min <= expected + 1)
        {
            expected = Math.Max(expected, model.Min);
            model.Remove(model.Min);
        }

        Assert.Equal(expected, ranges.TakeRunAfter(mark));
        return expected;
    }
}
