namespace Feishu.Simulator.Endpoints;

/// <summary>A right to open one socket.</summary>
/// <param name="Value">The secret part of the URL.</param>
/// <param name="AppId">Whose socket.</param>
/// <param name="DeviceId">Names the connection, 19 digits.</param>
/// <param name="AccessKey">Opaque.</param>
/// <param name="ServiceId">What pings carry as service.</param>
/// <param name="IssuedAt">Timestamp of the simulator's clock.</param>
internal sealed record Ticket(
    string Value, string AppId, string DeviceId, string AccessKey, int ServiceId, long IssuedAt)
{
    /// <summary>
    /// The URL a client opens. <c>fpid</c> is first because node's client loses the first key
    /// (protocol notes, section 1.3).
    /// </summary>
    public string ToUrl(string scheme, HostString host) =>
        $"{scheme}://{host}{TicketBook.SocketPath}?fpid=493&aid=552564&device_id={DeviceId}" +
        $"&access_key={AccessKey}&service_id={ServiceId}&ticket={Value}";
}
