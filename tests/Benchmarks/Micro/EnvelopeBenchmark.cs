using BenchmarkDotNet.Attributes;
using Feishu.Protocol.Events;

namespace FeishuOrleans.Benchmarks.Micro;

/// <summary>What is read of an event before it is kept: envelope, key and chat.</summary>
[MemoryDiagnoser]
public class EnvelopeBenchmark
{
    private readonly byte[] _payload = Samples.Message(1);

    [Benchmark(Baseline = true)]
    public object? Parse() => EventEnvelope.TryParse(_payload);

    [Benchmark]
    public string ParseAndKey() => EventKey.Of(_payload, EventEnvelope.TryParse(_payload)).ToString();
}
