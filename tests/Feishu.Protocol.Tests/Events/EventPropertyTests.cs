using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Callbacks;
using Feishu.Protocol.Events.Messages;
using Feishu.Protocol.Frames;
using FsCheck;
using FsCheck.Fluent;
using static Feishu.Protocol.Tests.Events.EventSamples;

namespace Feishu.Protocol.Tests.Events;

public sealed class EventPropertyTests
{
    private static readonly byte[][] Samples =
    [
        V2(EventTypes.MessageReceived, GroupMessage),
        V2(EventTypes.CardAction, ButtonPressed),
        Utf8(V1),
    ];

    [Fact]
    public void TryParse_AnyBytes_NeverThrows() => Check(ArbMap.Default.GeneratorFor<byte[]>());

    [Fact]
    public void TryParse_AnyStructure_NeverThrows()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ":", ",", "\"schema\"", "\"header\"", "\"event\"", "\"uuid\"", "\"ts\"", "\"token\"", "\"event_id\"",
            "\"event_type\"", "\"create_time\"", "\"message\"", "\"message_id\"", "\"im.message.receive_v1\"", "\"2.0\"", "\"\\ud800\"", "null", "1e999", "-1", "\"",
        ];

        Check(Gen.Elements(pieces).ListOf().Select(list => Utf8(string.Concat(list))));
    }

    [Fact]
    public void TryParse_SampleWithBytesChanged_NeverThrows() => Check(
        from sample in Gen.Elements(Samples)
        from changes in Gen.Choose(0, sample.Length - 1).Zip(Gen.Choose(byte.MinValue, byte.MaxValue)).NonEmptyListOf()
        select Change(sample, changes));

    private static void Check(Gen<byte[]> payloads) => Prop.ForAll(payloads.ToArbitrary(), payload =>
    {
        var envelope = EventEnvelope.TryParse(payload);
        var key = EventKey.Of(payload, envelope);
        return key.Id.Length is > 0 and <= ProtocolLimits.MaxIdLength
            && envelope is not { EventType: "" }
            && (envelope is null || (IsViewOrTypedError<MessageReceived>(envelope) && IsViewOrTypedError<CardAction>(envelope)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static bool IsViewOrTypedError<TView>(EventEnvelope envelope)
        where TView : EventView
    {
        try
        {
            return envelope.ReadEvent<TView>() is not null;
        }
        catch (EventFormatException)
        {
            return true;
        }
    }

    private static byte[] Change(byte[] sample, IEnumerable<(int Index, int Value)> changes)
    {
        var changed = sample.ToArray();
        foreach (var (index, value) in changes)
            changed[index] = (byte)value;
        return changed;
    }
}
