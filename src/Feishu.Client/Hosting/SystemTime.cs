namespace Feishu.Client.Hosting;

/// <summary>The one place where real time and chance enter; everything else is given them.</summary>
internal static class SystemTime
{
#pragma warning disable RS0030 // Composition root: what is banned elsewhere is injected from here.
    public static TimeProvider Provider => TimeProvider.System;

    public static Func<double> Chance { get; } = Random.Shared.NextDouble;

    public static Func<string> NewKey { get; } = static () => Guid.NewGuid().ToString();
#pragma warning restore RS0030
}
