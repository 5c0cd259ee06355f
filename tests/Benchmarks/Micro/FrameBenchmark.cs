using BenchmarkDotNet.Attributes;
using Feishu.Protocol.Frames;

namespace FeishuOrleans.Benchmarks.Micro;

/// <summary>The bytes of a message with an event to a frame, and to the bytes of its acknowledgement.</summary>
[MemoryDiagnoser]
public class FrameBenchmark
{
    private readonly byte[] _message = Samples.Frame();
    private readonly Frame _frame = FrameCodec.Decode(Samples.Frame());

    [Benchmark(Baseline = true)]
    public object Decode() => FrameCodec.Decode(_message);

    [Benchmark]
    public byte[] BuildAcknowledgement() => FrameCodec.Encode(Acknowledgement.Build(_frame, AckCode.Ok, [], TimeSpan.FromMilliseconds(3)));
}
