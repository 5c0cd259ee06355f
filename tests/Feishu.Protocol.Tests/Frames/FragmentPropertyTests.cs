using System.Text;
using Feishu.Protocol.Frames;
using FsCheck;
using FsCheck.Fluent;

namespace Feishu.Protocol.Tests.Frames;

public sealed class FragmentPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    /// <summary>Several messages, each cut anywhere; their frames, some twice, in any order.</summary>
    private static readonly Gen<(string[] Messages, Frame[] Frames)> Deliveries =
        from count in Gen.Choose(1, 8)
        from messages in Messages().ListOf(count)
        from cuts in Gen.Choose(0, 1_000).ListOf().ListOf(count)
        let frames = messages.SelectMany((message, i) => Cut($"m{i}", message, cuts[i])).ToArray()
        from repeated in Gen.SubListOf(frames)
        from shuffled in Gen.Shuffle([.. frames, .. repeated])
        select (messages.ToArray(), shuffled);

    [Fact]
    public void Add_AnyOrderRepetitionAndMixture_EveryMessageComesOutWhole() => Prop.ForAll(Deliveries.ToArbitrary(), delivery =>
    {
        var assembler = new FragmentAssembler(FragmentLimits.Default);

        var joined = delivery.Frames
            .Select(frame => assembler.Add(frame, TimeSpan.Zero))
            .OfType<FragmentResult.Complete>()
            .Select(complete => Encoding.UTF8.GetString(complete.Payload.Span))
            .ToHashSet();

        return joined.SetEquals(delivery.Messages);
    }).Check(Thorough);

    [Fact]
    public void Add_AnyHeaders_StaysWithinItsCaps()
    {
        var limits = new FragmentLimits { MaxFragments = 4, MaxMessageBytes = 16, MaxBufferedBytes = 24, MaxOpenMessages = 3 };
        var frames =
            from messageId in Gen.Elements("a", "b", "c", "d", "", null)
            from sum in Gen.Elements("1", "2", "3", "4", "5", "0", "-1", "x", null)
            from seq in Gen.Elements("0", "1", "2", "3", "4", "x", null)
            from size in Gen.Choose(0, 20)
            select FragmentFrames.Fragment(messageId, sum, seq, new byte[size]);
        var steps =
            from frame in frames
            from seconds in Gen.Choose(0, 20)
            select (Frame: frame, Seconds: seconds);

        Prop.ForAll(steps.ListOf().ToArbitrary(), list =>
        {
            var assembler = new FragmentAssembler(limits);
            var now = TimeSpan.Zero;
            return list.All(step =>
            {
                now += TimeSpan.FromSeconds(step.Seconds);
                var result = assembler.Add(step.Frame, now);
                return assembler.OpenMessages <= limits.MaxOpenMessages
                    && assembler.BufferedBytes is >= 0 and <= 24
                    && (assembler.OpenMessages > 0 || assembler.BufferedBytes == 0)
                    && result is not FragmentResult.Complete { Payload.Length: > 16 };
            });
        }).Check(Thorough);
    }

    private static Gen<string> Messages() => Gen.Elements("a", "é", "消", "🦊", "{}").NonEmptyListOf().Select(string.Concat);

    private static Frame[] Cut(string messageId, string message, IList<int> cuts)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        return FragmentFrames.Split(messageId, bytes, [.. cuts.Select(cut => cut % (bytes.Length + 1))]);
    }
}
