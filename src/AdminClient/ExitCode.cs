namespace FeishuOrleans.AdminClient;

/// <summary>What the process tells the shell. Scripts depend on the numbers.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The cluster refused the request, or failed at it.</summary>
    Failed = 1,

    WrongUsage = 2,

    ClusterNotReached = 3,

    NotFound = 4,
}
