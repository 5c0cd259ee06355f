using FeishuOrleans.SiloHook;

/// <summary>
/// Runs in a silo before its Main when DOTNET_STARTUP_HOOKS names this assembly: crash tests and load runs look into the process, and partitions are made,
/// this way, so that the product carries nothing for them. The runtime demands this name and no namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        CrashPoint.Arm();
        UnhandledCrash.Arm();
        ProcessProbe.Start();
        AdvertisedPort.Change();
        RemindersAlone.Arrange();
    }
}
