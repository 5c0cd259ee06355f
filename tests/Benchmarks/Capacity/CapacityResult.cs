using System.Globalization;

namespace FeishuOrleans.Benchmarks.Capacity;

/// <summary>One line of the table.</summary>
/// <param name="Accounts">Declared accounts.</param>
/// <param name="FirstStart">From the start of the process until all are connected, on an empty data directory.</param>
/// <param name="Restart">The same after SIGKILL, on the data directory left behind.</param>
/// <param name="Empty">Resident memory without accounts.</param>
/// <param name="Stopped">Resident memory with all accounts stopped: activation, state, timers.</param>
/// <param name="Connected">Resident memory with all accounts connected and idle.</param>
/// <param name="IdleCpu">Share of one core while idle.</param>
/// <param name="Threads">Threads while idle.</param>
/// <param name="Simulator">Resident memory of the simulator that holds the other ends.</param>
internal sealed record CapacityResult(
    int Accounts, TimeSpan FirstStart, TimeSpan Restart, long Empty, long Stopped, long Connected, double IdleCpu, int Threads, long Simulator)
{
    public static string Heading =>
        """
        | accounts | first start s | restart s | empty MB | stopped MB | connected MB | grain KB each | connection KB each | idle CPU % of a core | threads | simulator MB |
        |---|---|---|---|---|---|---|---|---|---|---|
        """;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Accounts} | {FirstStart.TotalSeconds:0.0} | {Restart.TotalSeconds:0.0} | {Megabytes(Empty)} | {Megabytes(Stopped)} | {Megabytes(Connected)} | {Kilobytes(Stopped - Empty):0.0} | {Kilobytes(Connected - Stopped):0.0} | {IdleCpu * 100:0.0} | {Threads} | {Megabytes(Simulator)} |");

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);

    private double Kilobytes(long bytes) => bytes / 1024.0 / Accounts;
}
