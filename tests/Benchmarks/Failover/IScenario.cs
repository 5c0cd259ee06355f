namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>One thing that goes wrong, and what it comes to.</summary>
internal interface IScenario
{
    /// <summary>Word for the command line.</summary>
    string Name { get; }

    Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation);
}
