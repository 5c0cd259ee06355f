using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.SiloHook;

/// <summary>Changes the services of a host before it is built.</summary>
internal sealed class HostChange : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly Action<IServiceCollection> _change;

    private HostChange(Action<IServiceCollection> change) => _change = change;

    public static void Apply(Action<IServiceCollection> change) => DiagnosticListener.AllListeners.Subscribe(new HostChange(change));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder host })
            host.ConfigureServices(_change);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
