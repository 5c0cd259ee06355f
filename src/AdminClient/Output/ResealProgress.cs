using FeishuOrleans.Grains.Interfaces.Secrets;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Says now and then how far the sealing is.</summary>
internal sealed class ResealProgress(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long _said = time.GetTimestamp();

    public void Note(ResealReply soFar)
    {
        if (time.GetElapsedTime(_said) < Interval)
            return;
        _said = time.GetTimestamp();
        output.WriteLine($"{soFar.Accounts} accounts, {soFar.Resealed} sealed anew, {soFar.Failures.Length} failed; at {PlainText.Clean(soFar.Next ?? "the end")}");
    }
}
