using System.Text;
using Feishu.Client.Tests.Recovery.Faults;

namespace Feishu.Client.Tests.Recovery;

/// <summary>The results as a table for docs/recovery.md.</summary>
internal static class RecoveryTable
{
    public static string Write(IEnumerable<Fault> faults, IReadOnlyDictionary<(string Fault, HitState State), string> cells)
    {
        var states = Enum.GetValues<HitState>();
        var table = new StringBuilder()
            .AppendLine($"| fault \\ state | {string.Join(" | ", states)} |")
            .AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", states.Length))}");
        foreach (var fault in faults)
        {
            var row = states.Select(state => cells.GetValueOrDefault((fault.Name, state), ""));
            table.AppendLine($"| {fault} | {string.Join(" | ", row)} |");
        }

        return table.ToString();
    }
}
