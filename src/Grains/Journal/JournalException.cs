namespace FeishuOrleans.Grains.Journal;

/// <summary>The journal's storage did not do its part: disk full, file locked, database away. Nothing was promised; the
/// platform pushes the event again.</summary>
public sealed class JournalException : Exception
{
    /// <param name="message">What happened and what to check, without secrets.</param>
    /// <param name="inner">The provider's exception.</param>
    public JournalException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
