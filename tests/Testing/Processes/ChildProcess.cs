using System.Diagnostics;
using System.Globalization;

namespace FeishuOrleans.Testing.Processes;

/// <summary>One of our programs as a process of its own, ended with the test whatever happens.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Lines of standard output and standard error, as they came.</summary>
    public Signal<string> Lines { get; } = new();

    /// <summary>What it wrote so far.</summary>
    public string Text => string.Join(Environment.NewLine, Lines.Items);

    /// <summary>Starts a program of this checkout, in the build that the test itself is of.</summary>
    /// <param name="project">Folder below <c>src</c>, for example <c>Silo</c>.</param>
    /// <param name="workingDirectory">Where relative paths begin.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="input">Standard input, whole; none when null.</param>
    public static ChildProcess Start(string project, string workingDirectory, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo("dotnet", [PathOf(project), .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var child = new ChildProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += (_, line) => child.Note(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Note(line.Data);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        child.process.StandardInput.Write(input);
        child.process.StandardInput.Close();
        return child;
    }

    /// <summary>The first line that fits. Fails with everything that was written when the process ends before.</summary>
    public async Task<string> LineAsync(Predicate<string> fits, string what)
    {
        var line = Lines.FirstAsync(fits);
        var ended = process.WaitForExitAsync();
        await Task.WhenAny(line, ended).Within(what: what);
        if (!line.IsCompleted)
            throw new InvalidOperationException($"Waited for {what}, but the process ended with {process.ExitCode}:{Environment.NewLine}{Text}");
        return await line;
    }

    /// <summary>The exit code, once the process is gone and everything it wrote was read.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().Within(what: $"the end of process {process.Id}");
        return process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is written back.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    /// <summary>SIGTERM, which a supervisor or a container runtime sends; gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync().Within(what: "kill to end");
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
            Lines.Add(line);
    }

    private static string PathOf(string project)
    {
        // .../bin/Release/net10.0/
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(RepositoryRoot.Path, "src", project, "bin", build.Parent!.Name, build.Name, $"FeishuOrleans.{project}.dll");
    }
}
