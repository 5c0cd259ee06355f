namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>A row of grain state.</summary>
internal sealed record StoredRow(byte[] Bytes, string ETag);
