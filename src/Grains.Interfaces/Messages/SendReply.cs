using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>What became of a message. Exactly one of the three is set.</summary>
/// <param name="Sent">The platform has it.</param>
/// <param name="Failure">It did not go out, or nobody knows.</param>
/// <param name="Refusal">The account cannot send at all.</param>
[GenerateSerializer, Immutable, Alias("feishu.SendReply")]
public sealed record SendReply(
    [property: Id(0)] SentMessage? Sent,
    [property: Id(1)] UnsentMessage? Failure,
    [property: Id(2)] AccountRefusal? Refusal)
{
    public static SendReply Of(SentMessage sent) => new(sent, null, null);

    public static SendReply Of(UnsentMessage failure) => new(null, failure, null);

    public static SendReply Refused(AccountRefusal refusal) => new(null, null, refusal);
}

/// <summary>A message that the platform has.</summary>
/// <param name="MessageId">Its id: <c>om_…</c>.</param>
/// <param name="ChatId">The chat it is in, when the platform said.</param>
/// <param name="CreatedAt">When the platform took it, when it said.</param>
[GenerateSerializer, Immutable, Alias("feishu.SentMessage")]
public sealed record SentMessage(
    [property: Id(0)] string MessageId,
    [property: Id(1)] string? ChatId,
    [property: Id(2)] DateTimeOffset? CreatedAt);

/// <summary>A message that did not go out, or of which nobody knows (<see cref="MessageFailure.NoAnswer"/>).</summary>
/// <param name="Failure">For programs.</param>
/// <param name="Code">The platform's code; null when it was not the platform that refused.</param>
/// <param name="Message">What happened, in a sentence; never what the message says.</param>
/// <param name="Advice">What a person should do.</param>
/// <param name="RetryAfter">When it makes sense to try again, when that is known.</param>
[GenerateSerializer, Immutable, Alias("feishu.UnsentMessage")]
public sealed record UnsentMessage(
    [property: Id(0)] MessageFailure Failure,
    [property: Id(1)] long? Code,
    [property: Id(2)] string Message,
    [property: Id(3)] string Advice,
    [property: Id(4)] TimeSpan? RetryAfter);
