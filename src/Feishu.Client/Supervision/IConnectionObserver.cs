namespace Feishu.Client.Supervision;

/// <summary>Told of every change of the state's kind, and of the stage while connecting, in order, on the thread pool. Must return quickly.</summary>
public interface IConnectionObserver
{
    void OnTransition(FeishuConnection connection, Transition transition);
}
