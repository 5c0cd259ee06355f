namespace Feishu.Client.Endpoints;

/// <summary>What a platform answered to a question without credentials.</summary>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Took">How long the answer took.</param>
/// <param name="HttpStatus">The answer's status; null when there was none.</param>
/// <param name="Date">The answer's <c>Date</c>, which is cut to seconds; null without one.</param>
/// <param name="Problem">Why there was no answer; null when there was.</param>
public sealed record PlatformAnswer(DateTimeOffset AskedAt, TimeSpan Took, int? HttpStatus, DateTimeOffset? Date, string? Problem);
