using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Control;

/// <summary>Body of a close.</summary>
internal sealed record CloseRequest(int Code = 1000, string Reason = "bye", string Which = ConnectionChoice.All);
