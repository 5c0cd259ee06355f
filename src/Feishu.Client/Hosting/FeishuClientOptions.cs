using System.ComponentModel.DataAnnotations;

namespace Feishu.Client.Hosting;

/// <summary>Settings of the process as a whole, beside <see cref="Supervision.SupervisionOptions"/>.</summary>
public sealed class FeishuClientOptions
{
    /// <summary>Attempts begun a second, over all accounts of the process. Default 100.</summary>
    [Range(0.1, 100_000)]
    public double ConnectRate { get; set; } = 100;

    /// <summary>Makes the handler below every call and socket; for proxies and private certificates.</summary>
    public Func<SocketsHttpHandler> CreateHandler { get; set; } = () => new SocketsHttpHandler();
}
