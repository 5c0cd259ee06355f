namespace FeishuOrleans.Silo.Health;

/// <summary>What probes are told. From local facts only: a probe that called a grain would fail with the cluster and have
/// healthy silos restarted.</summary>
internal sealed class SiloHealth(Func<SiloStatus> status, Func<bool> isDegraded, IHostApplicationLifetime lifetime)
{
    /// <summary>The silo joined the cluster.</summary>
    public bool IsStarted => status() == SiloStatus.Active;

    /// <summary>The silo takes work: it is in the cluster and was not told to stop.</summary>
    public bool IsReady => IsStarted && !lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>The silo takes work and cannot do all of it: no reason to take it out of service, because another silo could not either.</summary>
    public bool IsDegraded => IsReady && isDegraded();
}
