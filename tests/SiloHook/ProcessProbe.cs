using System.Diagnostics;
using System.Globalization;

namespace FeishuOrleans.SiloHook;

/// <summary>Appends a line of figures to a file, four times a second: what the runtime tells nobody outside.</summary>
public sealed class ProcessProbe : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>Variable: path of the file.</summary>
    public const string FileVariable = "FEISHU_PROBE_FILE";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static ProcessProbe? _running;

    private readonly string _path;
    private readonly Timer _timer;
    private long _batchWrittenAt, _longestCommit;

    private ProcessProbe(string path)
    {
        _path = path;
        _timer = new Timer(static probe => ((ProcessProbe)probe!).Write(), this, Interval, Interval);
    }

    /// <summary>Does nothing when the variable is not set.</summary>
    internal static void Start()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is { } path)
            StepListener.Subscribe(_running = new ProcessProbe(path));
    }

    /// <inheritdoc />
    public void OnNext(KeyValuePair<string, object?> value)
    {
        // One writer thread: a batch is committed before the next is written.
        if (value.Key == "batch written")
            Volatile.Write(ref _batchWrittenAt, Stopwatch.GetTimestamp());
        else if (value.Key == "batch committed")
            _longestCommit = Math.Max(_longestCommit, Stopwatch.GetTimestamp() - Volatile.Read(ref _batchWrittenAt));
    }

    /// <inheritdoc />
    public void OnCompleted()
    {
    }

    /// <inheritdoc />
    public void OnError(Exception error)
    {
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    // Allocated bytes, full collections, milliseconds of pauses, all since the start; longest commit of the interval in milliseconds.
    private void Write()
    {
        var commit = Stopwatch.GetElapsedTime(0, Interlocked.Exchange(ref _longestCommit, 0)).TotalMilliseconds;
        File.AppendAllText(_path, string.Create(
            CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes()} {GC.CollectionCount(2)} {GC.GetTotalPauseDuration().TotalMilliseconds} {commit}\n"));
    }
}
