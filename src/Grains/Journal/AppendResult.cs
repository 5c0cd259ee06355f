namespace FeishuOrleans.Grains.Journal;

/// <summary>What became of an entry.</summary>
/// <param name="Outcome">Whether it is kept, and whether it was before.</param>
/// <param name="Sequence">Its sequence, or that of the event it repeats, which may be purged by now; 0 when it is not kept.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, long Sequence);

/// <summary>The outcomes of an append.</summary>
public enum AppendOutcome
{
    /// <summary>New, and on disk.</summary>
    Appended,

    /// <summary>Its key was on disk already, in this batch or within the last 24 hours.</summary>
    Duplicate,

    /// <summary>The account's quota (<c>Journal:MaxBytesPerAccount</c>) is used up by undelivered events: not kept.</summary>
    OverQuota,
}
