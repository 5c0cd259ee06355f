using System.Security.Cryptography;
using System.Text;

namespace Feishu.Simulator.Platform;

/// <summary>Who the bot of an app is.</summary>
/// <param name="OpenId">For example <c>ou_0123…</c>.</param>
/// <param name="Name">Shown name.</param>
public sealed record BotIdentity(string OpenId, string Name)
{
    /// <summary>An identity that follows from the app id, so that it is the same after every start.</summary>
    internal static BotIdentity Of(AppRegistration app) =>
        new(
            app.OpenId ?? "ou_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(app.AppId)))[..32],
            app.Name ?? "Bot " + app.AppId[Math.Max(0, app.AppId.Length - 4)..]);
}
