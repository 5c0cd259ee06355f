using Feishu.Client.OpenApi;

namespace Feishu.Client.Sending;

/// <summary>A message on its way, from the caller's word to its result.</summary>
internal sealed class PendingMessage(FeishuAccount account, OpenApiRequest request, TimeProvider time)
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(SendingLimits.StartWithinSeconds);

    private readonly TaskCompletionSource<SendResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _asked = time.GetTimestamp();

    public FeishuAccount Account => account;

    /// <summary>The same at every attempt, key included: that is what makes attempts safe.</summary>
    public OpenApiRequest Request => request;

    /// <summary>Time in which an attempt may still begin; not below zero.</summary>
    public TimeSpan TimeLeft => StartWithin - Age is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Time since the caller asked.</summary>
    public TimeSpan Age => time.GetElapsedTime(_asked);

    public Task<SendResult> Result => _result.Task;

    /// <summary>The caller does not wait any more.</summary>
    public bool IsWithdrawn => _result.Task.IsCanceled;

    /// <summary>Its place in the queue; nobody's but the queue's.</summary>
    public LinkedListNode<PendingMessage>? Place { get; set; }

    public void Complete(SendResult result) => _result.TrySetResult(result);

    public void Fail(Exception defect) => _result.TrySetException(defect);

    public void Withdraw(CancellationToken cancellation) => _result.TrySetCanceled(cancellation);
}
