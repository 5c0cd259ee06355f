namespace Feishu.Simulator.Sockets;

/// <summary>One open socket.</summary>
/// <param name="ConnectionId">The <c>device_id</c> of its ticket.</param>
/// <param name="Since">When it was accepted.</param>
/// <param name="LastFrameAt">When the last message came in.</param>
/// <param name="Frozen">Whether it is frozen on purpose.</param>
public sealed record SocketStatus(string ConnectionId, DateTimeOffset Since, DateTimeOffset LastFrameAt, bool Frozen);
