using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Testing;

/// <summary>Keeps the log of a test. An error of ours that the test did not announce fails the test.</summary>
public sealed class LogProbe : ILoggerProvider, ISupportExternalScope
{
    private readonly List<Func<LogLine, bool>> _announced = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

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

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogProbe probe, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => probe._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            probe.Lines.Add(new LogLine(logLevel, category, eventId.Name, formatter(state, exception), exception) { Scopes = Scopes() });

        private Dictionary<string, object?> Scopes()
        {
            var said = new Dictionary<string, object?>();
            probe._scopes.ForEachScope(static (scope, said) =>
            {
                foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    said[name] = value;
            }, said);
            return said;
        }
    }
}
