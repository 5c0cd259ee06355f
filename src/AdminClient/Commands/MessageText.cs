using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Reads what a message says.</summary>
internal static class MessageText
{
    /// <summary>More than the platform takes of any message; a wrong file name must not load a disk image.</summary>
    private const int MaxLength = 150 * 1024;

    /// <exception cref="CommandFailedException">The file cannot be read, or cannot be a message.</exception>
    public static async Task<string> FromFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = File.OpenText(path);
            return await ReadAsync($"file {path}", reader, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                ExitCode.WrongUsage, $"The message cannot be read from file {path}: {exception.Message}", exception);
        }
    }

    /// <exception cref="CommandFailedException">Nobody is there to write it, or it cannot be a message.</exception>
    public static Task<string> FromInputAsync(ITerminal terminal, CancellationToken cancellationToken) => terminal.InputIsTerminal
        ? throw new CommandFailedException(ExitCode.WrongUsage, "Say what to send: --text, a file, or standard input.")
        : ReadAsync("standard input", terminal.Input, cancellationToken);

    private static async Task<string> ReadAsync(string source, TextReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[MaxLength + 1];
        // The console's reader blocks whatever is asked of it; on a thread of its own it cannot hold up Ctrl-C.
        var length = await Task.Run(() => reader.ReadBlock(buffer, 0, buffer.Length), cancellationToken).WaitAsync(cancellationToken);
        if (length > MaxLength)
            throw new CommandFailedException(ExitCode.WrongUsage, $"The message from {source} is longer than {MaxLength} characters.");
        // Editors and echo put a newline at the end; nobody means to send it.
        var text = new string(buffer, 0, length).TrimEnd('\r', '\n');
        return text.Length > 0 ? text : throw new CommandFailedException(ExitCode.WrongUsage, $"The message from {source} is empty.");
    }
}
