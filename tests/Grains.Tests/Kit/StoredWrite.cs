namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>A write that succeeded.</summary>
internal sealed record StoredWrite(string StateName, GrainId GrainId, object State);
