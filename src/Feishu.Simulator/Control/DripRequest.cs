using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Control;

/// <summary>Body of a slow drip.</summary>
internal sealed record DripRequest(int BytesPerSecond, string Which = ConnectionChoice.All);
