using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Testing;

/// <summary>Keeps the log of a test. An error of ours that the test did not announce fails the test.</summary>
public sealed class LogProbe : ILoggerProvider
{
    private readonly List<Func<LogLine, bool>> _announced = [];

    public Signal<LogLine> Lines { get; } = new();

    /// <summary>The test expects errors like this.</summary>
    public void Announce(Func<LogLine, bool> match) => _announced.Add(match);

    /// <summary>Fails when there was an error that nobody announced.</summary>
    public void Verify()
    {
        var surprises = Lines.Items
            .Where(line => line.Level >= LogLevel.Error && line.Category.StartsWith("Feishu", StringComparison.Ordinal))
            .Where(line => !_announced.Any(match => match(line)))
            .ToArray();
        if (surprises.Length > 0)
            throw new InvalidOperationException($"Unannounced errors in the log:{Environment.NewLine}{string.Join(Environment.NewLine, surprises.Take(5))}");
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogProbe probe, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            probe.Lines.Add(new LogLine(logLevel, category, eventId.Name, formatter(state, exception), exception));
    }
}
