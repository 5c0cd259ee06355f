using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Grains.Messages;

/// <summary>A call that has arrived, from before its turn to its result.</summary>
internal sealed class EarlyCall(CallPlace place, Func<Task<SendReply>> start)
{
    private readonly TaskCompletionSource<Task<SendReply>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallPlace Place => place;

    /// <summary>Ends when its turn has come.</summary>
    public Task Started => _started.Task;

    public Task<SendReply> Result => _started.Task.Unwrap();

    public void Start() => _started.SetResult(start());
}
