namespace FeishuOrleans.Grains.Journal;

/// <summary>A place among the events of an account.</summary>
/// <param name="Generation">The journal that <paramref name="Sequence"/> is about; in another one it means nothing.</param>
/// <param name="Sequence">The event.</param>
[GenerateSerializer, Immutable, Alias("feishu.JournalPlace")]
internal sealed record JournalPlace(
    [property: Id(0)] string Generation,
    [property: Id(1)] long Sequence)
{
    /// <summary>Before every event.</summary>
    public static JournalPlace Begin { get; } = new("", 0);
}
