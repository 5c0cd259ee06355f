using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>A subscription whose progress is saved.</summary>
internal interface IProgressSource
{
    /// <summary>Takes what is to be saved; null when there is nothing. One at a time.</summary>
    ProgressUpdate? TakeProgress();

    /// <summary>What was taken is saved.</summary>
    void OnProgressSaved();

    /// <summary>What was taken could not be saved; it is asked for again.</summary>
    void OnProgressFailed(string problem);

    /// <summary>A later owner has written: this one's word counts no more.</summary>
    void OnProgressFenced();
}
