namespace Feishu.Client.Supervision;

/// <summary>
/// Told of every change of the state's kind, of the stage while connecting, of the first pong while connected and of a renewed
/// connection in place of the old one; in order, on the thread pool. Must return quickly.
/// </summary>
public interface IConnectionObserver
{
    void OnTransition(FeishuConnection connection, Transition transition);
}
