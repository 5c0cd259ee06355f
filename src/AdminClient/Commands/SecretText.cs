namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Reads a secret that is one line of text.</summary>
internal static class SecretText
{
    /// <summary>Far above any real secret; a wrong file name must not load a disk image.</summary>
    private const int MaxLength = 4096;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandFailedException">It cannot be read or holds no secret.</exception>
    public static async Task<string> FromFileAsync(string what, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = File.OpenText(path);
            return await ReadAsync(what, $"file {path}", reader, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                ExitCode.WrongUsage, $"The {what} cannot be read from file {path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="CommandFailedException">What was read is not a secret.</exception>
    public static async Task<string> ReadAsync(
        string what, string source, TextReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[MaxLength + 1];
        // The console's reader blocks whatever is asked of it; on a thread of its own it cannot hold up Ctrl-C.
        var length = await Task.Run(() => reader.ReadBlock(buffer, 0, buffer.Length), cancellationToken).WaitAsync(cancellationToken);
        if (length > MaxLength)
            throw new CommandFailedException(ExitCode.WrongUsage, $"The {what} from {source} is longer than {MaxLength} characters.");
        return Check(what, source, new string(buffer, 0, length));
    }

    /// <summary>Drops one newline at the end, as editors and echo put one, and refuses what cannot be a secret.</summary>
    /// <exception cref="CommandFailedException">The text is empty or more than a line.</exception>
    public static string Check(string what, string source, string text)
    {
        var secret = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
            : text.EndsWith('\n') ? text[..^1]
            : text;
        if (string.IsNullOrWhiteSpace(secret))
            throw new CommandFailedException(ExitCode.WrongUsage, $"The {what} from {source} is empty.");
        if (secret.Any(char.IsControl))
            throw new CommandFailedException(ExitCode.WrongUsage, $"The {what} from {source} is more than one line of text.");
        return secret;
    }
}
