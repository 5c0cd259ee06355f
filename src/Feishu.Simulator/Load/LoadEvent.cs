using System.Buffers.Text;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Load;

/// <summary>
/// A message event whose bytes are written once; for every event only its numbers are put in, because writing JSON for
/// each would cost more than what is measured.
/// </summary>
internal sealed class LoadEvent
{
    /// <summary>Smallest size; the envelope takes most of it.</summary>
    public const int MinBytes = 700;

    private const int Digits = 16;
    private const string EventNumber = "eeeeeeeeeeeeeeee", MessageNumber = "mmmmmmmmmmmmmmmm", ChatNumber = "cccccccccccccccc";

    private readonly byte[] _bytes;
    private readonly int _event, _message, _chat;
    private readonly int _chats;

    /// <param name="app">The app that gets it.</param>
    /// <param name="plan">Size and chats.</param>
    /// <param name="run">16 digits that no other run has, so that ids are never repeated.</param>
    /// <param name="now">Its time of creation.</param>
    public LoadEvent(FakeApp app, LoadPlan plan, string run, DateTimeOffset now)
    {
        var padding = plan.Bytes - Build(app, run, "", now).Length;
        _bytes = Build(app, run, new string('x', Math.Max(0, padding)), now);
        (_event, _message, _chat) = (Find(EventNumber), Find(MessageNumber), Find(ChatNumber));
        _chats = plan.Chats;
    }

    /// <summary>The bytes of the event with this number; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Write(long number)
    {
        Put(number, _event);
        Put(number, _message);
        Put(number % _chats, _chat);
        return _bytes;
    }

    private static byte[] Build(FakeApp app, string run, string text, DateTimeOffset now)
    {
        var push = new EventPush { Text = text, ChatId = "oc_" + new string('0', Digits) + ChatNumber, ChatType = "group" };
        var body = EventBodies.Message(push, app, "om_" + run + MessageNumber, now);
        return EventEnvelopes.Schema2(app, run + EventNumber, Feishu.Protocol.Events.EventTypes.MessageReceived, body, now);
    }

    private int Find(string mark) => _bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(mark));

    private void Put(long number, int at) =>
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(at, Digits), out _, new System.Buffers.StandardFormat('D', Digits));
}
