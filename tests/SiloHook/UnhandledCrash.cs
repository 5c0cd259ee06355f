using System.Runtime.InteropServices;

namespace FeishuOrleans.SiloHook;

/// <summary>Ends the process by an exception that nobody catches, and so by SIGABRT from within, when it gets SIGQUIT.</summary>
public static class UnhandledCrash
{
    /// <summary>Variable: any value.</summary>
    public const string Variable = "FEISHU_CRASH_ON_QUIT";

    private static PosixSignalRegistration? _registration;

    /// <summary>Does nothing when the variable is not set.</summary>
    internal static void Arm()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            _registration = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, static signal =>
            {
                signal.Cancel = true;
                new Thread(static () => throw new InvalidOperationException("A defect that a test makes.")).Start();
            });
    }
}
