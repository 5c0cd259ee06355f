using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Control;

/// <summary>Body of a call that needs nothing but a choice of sockets.</summary>
internal sealed record ChooseRequest(string Which = ConnectionChoice.All);
