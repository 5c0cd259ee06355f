namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The directory that <c>Storage:DataDirectory</c> names.</summary>
internal sealed class DataDirectory(string configured)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(configured);

    public string FileNamed(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the directory if it is not there and proves that files can be written in it.</summary>
    /// <exception cref="StorageSetupException">It cannot be made or written.</exception>
    public void Prepare()
    {
        try
        {
            Create();
            ProveWritable();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageSetupException(
                $"Storage:DataDirectory is '{configured}' ({Path}), which cannot be used: {e.Message} " +
                "Name a directory that this user may create and write.", e);
        }
    }

    private void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else if (!Directory.Exists(Path))
            Directory.CreateDirectory(Path, OwnerOnly);
    }

    private void ProveWritable()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.DeleteOnClose,
        };
        using var probe = new FileStream(FileNamed($".write-test-{Guid.NewGuid():N}"), options);
        probe.WriteByte(0);
    }
}
