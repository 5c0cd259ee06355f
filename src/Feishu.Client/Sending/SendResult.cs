namespace Feishu.Client.Sending;

/// <summary>What became of a message. A closed set.</summary>
public abstract record SendResult
{
    private protected SendResult()
    {
    }
}

/// <summary>The platform has it.</summary>
/// <param name="MessageId">Id of the message: <c>om_…</c>.</param>
/// <param name="ChatId">Chat it is in, when the platform said.</param>
/// <param name="CreatedAt">When the platform took it, when it said.</param>
public sealed record Sent(string MessageId, string? ChatId, DateTimeOffset? CreatedAt) : SendResult;

/// <summary>It was refused, or nobody knows (<see cref="SendFailure.NoAnswer"/>).</summary>
/// <param name="Failure">Why.</param>
/// <param name="Code">The platform's code; null when it was not the platform that refused.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record SendFailed(SendFailure Failure, long? Code, string Message) : SendResult
{
    /// <summary>When it makes sense to try again, when that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a person should do.</summary>
    public string Advice => SendAdvice.For(Failure);
}
