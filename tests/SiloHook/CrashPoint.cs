using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FeishuOrleans.SiloHook;

/// <summary>Ends the process with SIGKILL when an event's way reaches a step for the nth time.</summary>
public sealed class CrashPoint : IObserver<KeyValuePair<string, object?>>
{
    /// <summary>Variable: name of the step.</summary>
    public const string StepVariable = "FEISHU_CRASH_STEP";

    /// <summary>Variable: which time, from 1.</summary>
    public const string TimeVariable = "FEISHU_CRASH_TIME";

    private const int Kill = 9;

    private readonly string _step;
    private readonly int _process = Environment.ProcessId;
    private int _left;

    private CrashPoint(string step, int time) => (_step, _left) = (step, time);

    /// <summary>Does nothing when the variables are not set.</summary>
    internal static void Arm()
    {
        if (Environment.GetEnvironmentVariable(StepVariable) is not { } step)
            return;
        // The first call of a foreign function takes milliseconds, in which the other threads would go on.
        _ = Send(Environment.ProcessId, 0);
        var time = int.Parse(Environment.GetEnvironmentVariable(TimeVariable) ?? "1", CultureInfo.InvariantCulture);
        StepListener.Subscribe(new CrashPoint(step, time));
    }

    /// <inheritdoc />
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == _step && Interlocked.Decrement(ref _left) == 0)
            _ = Send(_process, Kill);
    }

    /// <inheritdoc />
    public void OnCompleted()
    {
    }

    /// <inheritdoc />
    public void OnError(Exception error)
    {
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
