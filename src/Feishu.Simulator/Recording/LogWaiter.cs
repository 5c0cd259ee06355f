namespace Feishu.Simulator.Recording;

/// <summary>Somebody who waits for an entry of a log.</summary>
internal sealed class LogWaiter(Func<LogEntry, bool> sees)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public bool TryComplete(LogEntry entry) => sees(entry) && _done.TrySetResult();
}
