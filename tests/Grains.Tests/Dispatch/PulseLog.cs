using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>Beats with every line of the log: what is logged has happened.</summary>
internal sealed class PulseLog(Pulse pulse) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        pulse.Beat();

    public void Dispose()
    {
    }
}
