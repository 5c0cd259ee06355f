using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.Grains.Diagnosis;

/// <summary>Settings of this silo that should be the same on every other, for <c>feishuctl doctor</c>. None is a secret.</summary>
/// <param name="Values">The settings.</param>
public sealed record SharedSettings(IReadOnlyList<SiloSetting> Values);
