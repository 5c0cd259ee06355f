using System.Runtime.InteropServices;

namespace FeishuOrleans.SiloHook;

/// <summary>Ends the process by an exception that nobody catches, and so by SIGABRT from within, when it gets SIGUSR1: SIGQUIT would also ask the host to stop in order.</summary>
public static class UnhandledCrash
{
    /// <summary>Variable: any value.</summary>
    public const string Variable = "FEISHU_CRASH_ON_SIGNAL";

    // A raw number of Linux: .NET has no name for it.
    private const PosixSignal User1 = (PosixSignal)10;

    private static PosixSignalRegistration? _registration;

    /// <summary>Does nothing when the variable is not set.</summary>
    internal static void Arm()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            _registration = PosixSignalRegistration.Create(User1, static signal =>
            {
                signal.Cancel = true;
                new Thread(static () => throw new InvalidOperationException("A defect that a test makes.")).Start();
            });
    }
}
