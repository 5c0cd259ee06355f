namespace Feishu.Simulator.Control;

/// <summary>Body of a registration.</summary>
internal sealed record RegisterRequest(string AppSecret, string? Name = null, string? OpenId = null);
