namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>A message to send.</summary>
/// <param name="TargetKind">What <paramref name="TargetId"/> is.</param>
/// <param name="TargetId">The recipient, or the message replied to.</param>
/// <param name="Type">Type of the platform: <c>text</c>, <c>post</c>, <c>interactive</c>, <c>image</c>, …</param>
/// <param name="ContentJson">The content as the platform documents it for this type: a JSON object.</param>
[GenerateSerializer, Immutable, Alias("feishu.SendRequest")]
public sealed record SendRequest(
    [property: Id(0)] MessageTargetKind TargetKind,
    [property: Id(1)] string TargetId,
    [property: Id(2)] string Type,
    [property: Id(3)] string ContentJson)
{
    /// <summary>The same key for the same target within an hour sends once. Without one, only our own retries are covered.</summary>
    [Id(4)]
    public string? IdempotencyKey { get; init; }

    /// <summary>For a reply: the chat of the message replied to, so that the reply takes its turn in it.</summary>
    [Id(5)]
    public string? ChatId { get; init; }

    /// <summary>For a reply: whether it opens, or stays in, the message's thread.</summary>
    [Id(6)]
    public bool InThread { get; init; }

    /// <summary>For order among calls under way at once; <see cref="OrderedMessages"/> sets it.</summary>
    [Id(7)]
    public CallPlace? Place { get; init; }

    /// <summary>Never what it says: requests are printed where calls fail.</summary>
    public override string ToString() => $"{Type} to {TargetKind}";
}
