namespace Feishu.Simulator.Platform;

/// <summary>An app the simulator knows.</summary>
/// <param name="AppId">App id. The official node client accepts only <c>cli_</c> and 16 hexadecimal digits.</param>
/// <param name="AppSecret">App secret.</param>
/// <param name="Name">The bot's name; made from the app id when null.</param>
/// <param name="OpenId">The bot's open id; made from the app id when null.</param>
public sealed record AppRegistration(string AppId, string AppSecret, string? Name = null, string? OpenId = null);
