namespace Feishu.Simulator.Recording;

/// <summary>What all logs of a simulator share.</summary>
/// <param name="Time">Clock that stamps entries.</param>
/// <param name="Capacity">Entries kept per app.</param>
/// <param name="WaitLimit">How long a wait may take.</param>
/// <param name="Observer">Sees every entry; must be quick.</param>
internal sealed record LogPolicy(TimeProvider Time, int Capacity, TimeSpan WaitLimit, Action<string, LogEntry>? Observer);
