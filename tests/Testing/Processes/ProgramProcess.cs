using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace FeishuOrleans.Testing.Processes;

/// <summary>A built program of this repository as a process of its own, so that a test can kill it for real.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private int _isDisposed;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(ProcessStartInfo start, int keptLines)
    {
        Lines = new Signal<string>(keptLines);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    /// <summary>Lines of standard output and standard error, as they come.</summary>
    public Signal<string> Lines { get; }

    public int Id => _process.Id;

    /// <summary>Everything printed so far, for messages of failed tests.</summary>
    public string Output => string.Join('\n', Lines.Items);

    /// <summary>Starts a program of <c>src</c> in the configuration that the test was built in.</summary>
    /// <param name="project">Folder below <c>src</c>, for example <c>Silo</c>.</param>
    /// <param name="program">Name of the program without extension, for example <c>FeishuOrleans.Silo</c>.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="environment">Variables added to those of the test; null removes one.</param>
    /// <param name="input">Standard input; null closes it at once.</param>
    /// <param name="keptLines">How many lines of output are kept, the newest.</param>
    public static ProgramProcess Start(
        string project, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null, int keptLines = int.MaxValue)
    {
        var configuration = typeof(ProgramProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return StartFile(RepositoryRoot.File($"src/{project}/bin/{configuration}/net10.0/{program}"), arguments, environment, input, keptLines);
    }

    /// <summary>Starts a program by its path.</summary>
    public static ProgramProcess StartFile(
        string path, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null, int keptLines = int.MaxValue)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            // Not the checkout: a relative path in a test must not find anything by luck.
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        var started = new ProgramProcess(start, keptLines);
        started.Begin(input);
        return started;
    }

    /// <summary>Waits for a line, also one already printed. Fails at once, with the output, when the program ends without it.</summary>
    public Task<string> LineAsync(string part, TimeSpan? limit = null) =>
        LineAsync(printed => printed.Contains(part, StringComparison.Ordinal), $"a line with '{part}'", limit);

    /// <inheritdoc cref="LineAsync(string, TimeSpan?)"/>
    public async Task<string> LineAsync(Predicate<string> fits, string what, TimeSpan? limit = null)
    {
        var line = Lines.FirstAsync(fits);
        await Task.WhenAny(line, _exited.Task).Within(limit, what);
        return line.IsCompleted
            ? await line
            : throw new InvalidOperationException($"Waited for {what}, but the program ended with {await _exited.Task}:\n{Output}");
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> ExitAsync(TimeSpan? limit = null) => _exited.Task.Within(limit, $"the end of {_process.StartInfo.FileName}");

    /// <summary>SIGKILL: no handler runs, nothing is written.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>Sends a signal.</summary>
    public void Send(UnixSignal signal)
    {
        if (Kill(_process.Id, (int)signal) != 0)
            throw new InvalidOperationException($"{signal} could not be sent to {_process.Id}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Begin(string? input)
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (input is not null)
            _process.StandardInput.Write(input);
        _process.StandardInput.Close();
        _ = NoteExitAsync();
    }

    private async Task NoteExitAsync()
    {
        // Also waits for the last lines of both streams.
        await _process.WaitForExitAsync();
        _exited.SetResult(_process.ExitCode);
    }

    private void Note(string? line)
    {
        if (line is not null)
            Lines.Add(line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
