using System.Globalization;

namespace Feishu.Protocol.Frames;

/// <summary>Where a frame belongs in its message: fragment <paramref name="Seq"/> of <paramref name="Sum"/>.</summary>
internal readonly record struct FragmentPosition(int Seq, int Sum)
{
    /// <summary>Reads the headers; both absent means a message in one piece.</summary>
    public static FragmentError? Read(Frame frame, int maxFragments, out FragmentPosition position)
    {
        position = new FragmentPosition(0, 1);
        var sumText = frame.FindHeader(HeaderName.Sum);
        var seqText = frame.FindHeader(HeaderName.Seq);
        if (sumText is null && seqText is null)
            return null;
        if (!TryParse(sumText, out var sum) || !TryParse(seqText, out var seq))
            return FragmentError.InvalidNumber;
        if (sum < 1 || sum > maxFragments)
            return FragmentError.SumOutOfRange;
        if (seq >= sum)
            return FragmentError.SeqOutOfRange;

        position = new FragmentPosition(seq, sum);
        return null;
    }

    private static bool TryParse(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
