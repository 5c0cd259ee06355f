using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Control;

/// <summary>Body of a call that sends something strange.</summary>
internal sealed record StrangeRequest(StrangeMessage Message, string Which = ConnectionChoice.All);
