using System.Diagnostics;

namespace FeishuOrleans.Testing.Leaks;

/// <summary>What a process holds, counted. A leak is a difference of two counts around work that should leave nothing.</summary>
/// <param name="Timers">Timers not yet disposed or fired.</param>
/// <param name="Files">Open file descriptors: sockets, pipes, files.</param>
/// <param name="Threads">Threads of the process beside those of the thread pool, whose number follows the load of the machine.</param>
/// <param name="ManagedBytes">Live managed bytes after a full collection.</param>
public sealed record ResourceCount(long Timers, int Files, int Threads, long ManagedBytes)
{
    public static ResourceCount Take()
    {
        // Twice: finalizers of the first round free what the second collects.
        for (var round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var self = Process.GetCurrentProcess();
        var threads = self.Threads.Count - ThreadPool.ThreadCount;
        return new ResourceCount(Timer.ActiveCount, Directory.GetFileSystemEntries("/proc/self/fd").Length, threads, GC.GetTotalMemory(forceFullCollection: true));
    }

    public ResourceCount Minus(ResourceCount before) =>
        new(Timers - before.Timers, Files - before.Files, Threads - before.Threads, ManagedBytes - before.ManagedBytes);
}
