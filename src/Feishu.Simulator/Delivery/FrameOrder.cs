namespace Feishu.Simulator.Delivery;

/// <summary>Mixes the frames of several messages.</summary>
internal static class FrameOrder
{
    /// <summary>The first frame of each, then the second of each, and so on.</summary>
    public static List<byte[]> TakeTurns(IEnumerable<IReadOnlyList<byte[]>> messages) =>
        [.. messages
            .SelectMany(frames => frames.Select((frame, turn) => (Frame: frame, Turn: turn)))
            .OrderBy(entry => entry.Turn)
            .Select(entry => entry.Frame)];
}
