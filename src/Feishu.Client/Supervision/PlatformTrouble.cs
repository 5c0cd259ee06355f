namespace Feishu.Client.Supervision;

/// <summary>Discovery on a platform works for nobody.</summary>
/// <param name="Platform">The platform's address.</param>
/// <param name="Since">When the first of the failures was.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="Detail">What the last one came to, for people; without secrets.</param>
public sealed record PlatformTrouble(Uri Platform, DateTimeOffset Since, int Failures, string Detail);
