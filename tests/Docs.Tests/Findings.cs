namespace FeishuOrleans.Docs.Tests;

/// <summary>What a rule found wrong.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToArray();

        Assert.True(all.Length == 0, $"{all.Length} findings:\n" + string.Join('\n', all));
    }
}
