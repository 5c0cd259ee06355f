using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Faults;

/// <summary>Runs the part of a fault that every HTTP stage shares.</summary>
internal static class FaultStep
{
    /// <summary>Delays, hangs or resets as told.</summary>
    /// <returns>False when nothing may be answered any more.</returns>
    public static async Task<bool> PassAsync(HttpContext context, StageFault? fault, TimeProvider time)
    {
        if (fault is null)
            return true;
        if (fault.Hang)
            await HangAsync(context.RequestAborted);
        else if (fault.Delay > TimeSpan.Zero)
            await WaitAsync(fault.Delay, time, context.RequestAborted);
        if (fault.Reset)
            Wire.Of(context).Reset();
        return !context.RequestAborted.IsCancellationRequested && !fault.Reset;
    }

    private static async Task HangAsync(CancellationToken gone)
    {
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (gone.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), never))
            await never.Task;
    }

    private static async Task WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken gone)
    {
        try
        {
            await Task.Delay(delay, time, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The caller went away; PassAsync says so.
            return;
        }
    }
}
