namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>A call of the storage.</summary>
/// <param name="IsWrite">Whether it would change something.</param>
/// <param name="StateName">Which state; <c>reminder</c> for reminders.</param>
/// <param name="Key">Key of the grain.</param>
internal sealed record StorageCall(bool IsWrite, string StateName, string Key);
