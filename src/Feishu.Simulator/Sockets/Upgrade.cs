using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Feishu.Simulator.Sockets;

/// <summary>The switch from HTTP to WebSocket (RFC 6455, section 4.2), done by hand to keep hold of the stream.</summary>
internal static class Upgrade
{
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const string Version = "13";

    public static bool IsWanted(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.SecWebSocketVersion == Version
        && context.Request.Headers.SecWebSocketKey.Count == 1;

    public static async Task<SocketStream> AcceptAsync(HttpContext context, TimeProvider time)
    {
        var headers = context.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Answer(context.Request.Headers.SecWebSocketKey.ToString());
        return new SocketStream(await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync(), time);
    }

#pragma warning disable CA5350 // RFC 6455, section 4.2.2 prescribes SHA-1; nothing is kept secret by it.
    private static string Answer(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
#pragma warning restore CA5350
}
