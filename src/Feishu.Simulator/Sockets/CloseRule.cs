using System.Text;

namespace Feishu.Simulator.Sockets;

/// <summary>What a close frame may carry.</summary>
internal static class CloseRule
{
    // Reserved for reporting the absence of a close frame: they cannot be sent.
    private static readonly int[] NeverSent = [1004, 1005, 1006, 1015];

    public static void Check(int code, string reason)
    {
        if (code is < 1000 or > 4999 || NeverSent.Contains(code))
            throw new ArgumentException($"code must be 1000 to 4999 and one that may be sent, not {code}. For 1006 use reset.");
        if (Encoding.UTF8.GetByteCount(reason) > 123)
            throw new ArgumentException("reason must have at most 123 bytes.");
    }
}
