namespace Feishu.Client.Sockets;

/// <summary>Opens sockets.</summary>
internal interface ISocketConnector
{
    /// <summary>TCP, TLS and upgrade. Failures are values; only cancellation throws. The caller bounds the time.</summary>
    Task<Supervision.StepResult<ISocket>> ConnectAsync(Uri url, CancellationToken cancellation);
}
