namespace FeishuOrleans.Silo.Health;

/// <summary>What probes are told. From local facts only: a probe that called a grain would fail with the cluster and have
/// healthy silos restarted.</summary>
internal sealed class SiloHealth(Func<SiloStatus> status, IHostApplicationLifetime lifetime)
{
    /// <summary>The silo joined the cluster.</summary>
    public bool IsStarted => status() == SiloStatus.Active;

    /// <summary>The silo takes work: it is in the cluster and was not told to stop.</summary>
    public bool IsReady => IsStarted && !lifetime.ApplicationStopping.IsCancellationRequested;
}
