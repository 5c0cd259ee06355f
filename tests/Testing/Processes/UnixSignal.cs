namespace FeishuOrleans.Testing.Processes;

/// <summary>Signals by their numbers on Linux.</summary>
public enum UnixSignal
{
    Interrupt = 2,
    Quit = 3,
    User1 = 10,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
