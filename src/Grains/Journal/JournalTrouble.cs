namespace FeishuOrleans.Grains.Journal;

/// <summary>Why events cannot be kept.</summary>
/// <param name="Problem">What happened and what to check, for people; without secrets.</param>
/// <param name="Since">When the first of the failures was.</param>
/// <param name="Failures">Groups that failed in a row.</param>
public sealed record JournalTrouble(string Problem, DateTimeOffset Since, int Failures);
