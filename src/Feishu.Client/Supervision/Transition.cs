namespace Feishu.Client.Supervision;

/// <summary>One step of the machine, as it happened.</summary>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">When.</param>
public readonly record struct Transition(ConnectionState From, ConnectionState To, DateTimeOffset At);

/// <summary>Told of every change of the state's kind, and of the stage while connecting, in order, on the thread pool. Must return quickly.</summary>
public interface IConnectionObserver
{
    void OnTransition(FeishuConnection connection, Transition transition);
}
