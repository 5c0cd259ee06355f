using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Storage.Sqlite;

namespace FeishuOrleans.Storage;

/// <summary>
/// The master key that a data directory keeps for itself: <c>master.key</c>, readable for its owner only. It is made
/// before the database is, and never for a database that is there already: a new key could open nothing in it.
/// </summary>
public static class DataDirectoryKey
{
    public const string FileName = "master.key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The key of the directory; several silos that start together in an empty one get the same.</summary>
    /// <exception cref="StorageSetupException">The file cannot be read or made, is damaged, or is missing beside a database.</exception>
    public static MasterKey ReadOrCreate(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var directory = new DataDirectory(options.DataDirectory);
        directory.Prepare();
        var path = directory.FileNamed(FileName);
        try
        {
            // In this order: who finds a database finds the key that was made before it.
            var hasDatabase = File.Exists(directory.FileNamed(ClusterDatabase.FileName));
            if (!File.Exists(path) && !hasDatabase)
                Create(path);
            return Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageSetupException($"The master key '{path}' cannot be read or made: {e.Message}", e);
        }
    }

    private static MasterKey Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new StorageSetupException(
                $"The data directory has a database, but not the master key '{path}' that its secrets are sealed with. " +
                "Put the file back, or set Secrets:MasterKey or Secrets:MasterKeyFile to the key that was used.");
        }

        return MasterKey.TryParse(File.ReadAllText(path)) ?? throw new StorageSetupException(
            $"The master key '{path}' is damaged: it is not base64 of {MasterKey.Size} bytes. Restore it from a backup.");
    }

    /// <summary>Whole or not at all, and never over a key that another silo made in the meantime.</summary>
    private static void Create(string path)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(MasterKey.Generate().ToBase64()));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another silo was first: its key counts.
            File.Delete(unfinished);
        }
    }
}
