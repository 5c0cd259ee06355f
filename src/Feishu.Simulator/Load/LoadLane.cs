using System.Buffers;
using System.Globalization;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Platform;
using Google.Protobuf;

namespace Feishu.Simulator.Load;

/// <summary>
/// One app's share of a load run: writes events, several in one write, and takes their acknowledgements. An acknowledgement is
/// read, but not compared with what it echoes. Thread-safe.
/// </summary>
internal sealed class LoadLane
{
    private const int MaxMessageHeader = 4;

    private readonly Lock _gate = new();
    private readonly FakeApp _app;
    private readonly FakePlatform _platform;
    private readonly LoadRun _run;
    private readonly LoadEvent _event;
    private readonly Frame _frame;
    private readonly Header _messageId;
    private readonly string _runId;
    private readonly ulong _firstSeqId;

    // When each event under way was written, by its number; 0 for a free place.
    private readonly long[] _writtenAt;
    private long _next;
    private int _waiting;

    public LoadLane(FakeApp app, FakePlatform platform, LoadRun run)
    {
        (_app, _platform, _run) = (app, platform, run);
        _runId = platform.Dice.Hex(16);
        _firstSeqId = platform.Dice.NextId(48);
        _event = new LoadEvent(app, run.Plan, _runId, platform.Time.GetUtcNow());
        _writtenAt = new long[run.Plan.Outstanding];
        _messageId = new Header { Key = HeaderName.MessageId, Value = "" };
        _frame = new Frame { SeqID = 0, LogID = platform.Dice.NextId(64), Service = app.ServiceId, Method = FrameMethod.Data };
        _frame.AddHeader(HeaderName.Type, FrameType.Event);
        _frame.Headers.Add(_messageId);
        _frame.AddHeader(HeaderName.Sum, "1");
        _frame.AddHeader(HeaderName.Seq, "0");
        _frame.AddHeader(HeaderName.TraceId, platform.Dice.Hex(32));
    }

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Writes up to so many events to one connection.</summary>
    /// <returns>How many; fewer when nobody is connected or too many wait for an acknowledgement.</returns>
    public int Push(int count)
    {
        lock (_gate)
        {
            if (_app.Set.Random() is not { } connection)
                return 0;
            var output = new ArrayBufferWriter<byte>(count * (_run.Plan.Bytes + 256));
            var pushed = 0;
            while (pushed < count && _writtenAt[_next % _writtenAt.Length] == 0)
            {
                Append(output);
                pushed++;
            }

            if (pushed > 0)
                connection.SendEncoded(output.WrittenMemory);
            return pushed;
        }
    }

    /// <summary>Takes an acknowledgement, if it is one of this run.</summary>
    public bool TryTake(Frame ack)
    {
        var number = (long)(ack.SeqID - _firstSeqId);
        if (number < 0 || number >= Volatile.Read(ref _next))
            return false;
        var writtenAt = Interlocked.Exchange(ref _writtenAt[number % _writtenAt.Length], 0);
        if (writtenAt == 0)
            return true;

        Interlocked.Decrement(ref _waiting);
        _run.OnAck(this, Acknowledgement.Parse(ack).Code, writtenAt);
        return true;
    }

    private void Append(ArrayBufferWriter<byte> output)
    {
        _frame.SeqID = _firstSeqId + (ulong)_next;
        _messageId.Value = string.Create(CultureInfo.InvariantCulture, $"{_runId}-{_next}");
        _frame.Payload = UnsafeByteOperations.UnsafeWrap(_event.Write(_next));
        AppendHeader(output, _frame.CalculateSize());
        FrameCodec.Encode(_frame, output);
        Interlocked.Increment(ref _waiting);
        Volatile.Write(ref _writtenAt[_next % _writtenAt.Length], _platform.Time.GetTimestamp());
        Volatile.Write(ref _next, _next + 1);
    }

    // A whole binary message of 126 to 65,535 bytes: final and opcode 2; 126; length, big-endian (RFC 6455, section 5.2).
    private static void AppendHeader(ArrayBufferWriter<byte> output, int length)
    {
        var header = output.GetSpan(MaxMessageHeader);
        (header[0], header[1], header[2], header[3]) = (0x82, 126, (byte)(length >> 8), (byte)length);
        output.Advance(MaxMessageHeader);
    }
}
