using Feishu.Client.Tests.Recovery.Faults;
using Feishu.Simulator;

namespace Feishu.Client.Tests.Recovery;

/// <summary>Runs every case, many at a time; each has an app and a client of its own. FEISHU_RECOVERY_TABLE names a file for the table.</summary>
public sealed class FaultMatrix : IAsyncLifetime
{
    private const int AtATime = 128;

    private readonly SemaphoreSlim _places = new(RecoveryTimes.IsSoak ? int.MaxValue : AtATime);
    private readonly Dictionary<(string Fault, HitState State), Task<RecoveryResult>> _results = [];
    private SimulatorHost _shared = null!;

    internal static IReadOnlyList<Fault> Faults { get; } = [.. PlatformFaults.All, .. StageFaults.All, .. SocketFaults.All];

    public static TheoryData<string, HitState> Pairs =>
        [.. Faults.SelectMany(static fault => fault.States.Select(state => (fault.Name, state)))];

    public async ValueTask InitializeAsync()
    {
        _shared = await StartSimulatorAsync();
        foreach (var fault in Faults)
        {
            foreach (var state in fault.States)
                _results.Add((fault.Name, state), RunAsync(fault, state));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Dictionary<(string Fault, HitState State), string> cells = [];
        foreach (var (pair, result) in _results)
            cells.Add(pair, await CellAsync(result));
        if (Environment.GetEnvironmentVariable("FEISHU_RECOVERY_TABLE") is { } path)
            await File.WriteAllTextAsync(path, RecoveryTable.Write(Faults, cells));
        await _shared.DisposeAsync();
        _places.Dispose();
    }

    internal Task<RecoveryResult> ResultAsync(string fault, HitState state) => _results[(fault, state)];

    /// <summary>The test of the pair says why it failed; here the others matter.</summary>
    private static async Task<string> CellAsync(Task<RecoveryResult> result)
    {
        await Task.WhenAny(result);
        return result.IsCompletedSuccessfully ? (await result).ToString() : "**failed**";
    }

    private static Task<SimulatorHost> StartSimulatorAsync() =>
        SimulatorHost.StartAsync(new SimulatorOptions { WaitLimit = RecoveryTimes.Current.Patience });

    private async Task<RecoveryResult> RunAsync(Fault fault, HitState state)
    {
        await _places.WaitAsync();
        try
        {
            if (!fault.OwnPlatform)
                return await new RecoveryCase(fault, state, _shared, RecoveryTimes.Current).RunAsync();
            await using var own = await StartSimulatorAsync();
            return await new RecoveryCase(fault, state, own, RecoveryTimes.Current).RunAsync();
        }
        finally
        {
            _places.Release();
        }
    }
}
