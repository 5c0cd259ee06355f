using System.Text.Json;

namespace Feishu.Simulator.Delivery;

/// <summary>What a callback brought.</summary>
/// <param name="EventId">Which callback.</param>
/// <param name="Code">0, or the code a user would see (<see cref="CallbackCode"/>).</param>
/// <param name="Answer">The client's answer, decoded; null when there was none.</param>
/// <param name="Milliseconds">Time until the end.</param>
public sealed record CallbackResult(string EventId, int Code, JsonElement? Answer, double Milliseconds);
