using System.Diagnostics;

namespace FeishuOrleans.SiloHook;

/// <summary>Passes the steps of events on to one observer.</summary>
internal sealed class StepListener : IObserver<DiagnosticListener>
{
    private readonly IObserver<KeyValuePair<string, object?>> _observer;

    private StepListener(IObserver<KeyValuePair<string, object?>> observer) => _observer = observer;

    public static void Subscribe(IObserver<KeyValuePair<string, object?>> observer) =>
        DiagnosticListener.AllListeners.Subscribe(new StepListener(observer));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Feishu.Client" or "FeishuOrleans.Delivery")
            value.Subscribe(_observer);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
