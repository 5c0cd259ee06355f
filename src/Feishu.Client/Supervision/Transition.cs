namespace Feishu.Client.Supervision;

/// <summary>One step of the machine, as it happened.</summary>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">When.</param>
public readonly record struct Transition(ConnectionState From, ConnectionState To, DateTimeOffset At);
