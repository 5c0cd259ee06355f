namespace FeishuOrleans.Grains.Callbacks;

/// <summary>Limits of callbacks that are promises (docs/delivery.md) and not settings.</summary>
internal static class CallbackLimits
{
    /// <summary>How long after its arrival a callback's answer is waited for. 2.3 s: at 2.5 s the acknowledgement must be on
    /// its way, at 3 s the user sees an error (protocol notes, section 4.4).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.3);

    /// <summary>How long an answer is remembered, for a platform that asks again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    /// <summary>Answers of a silo that are remembered, at most, and their bytes together; the oldest go first.</summary>
    public const int RememberedAnswers = 4_096, RememberedBytes = 16 << 20;
}
