using System.Text;
using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Storage.Sqlite;

namespace FeishuOrleans.Storage;

/// <summary>
/// The master key that a data directory keeps for itself: <c>master.key</c>, readable for its owner only. It is made
/// together with the database and under its lock, so that silos that start at once get the same; and never for a
/// database that is there already, because a new key could open nothing in it.
/// </summary>
public static class DataDirectoryKey
{
    public const string FileName = "master.key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The key of the directory.</summary>
    /// <exception cref="StorageSetupException">The file cannot be read or made, is damaged, or is missing beside a database.</exception>
    public static MasterKey ReadOrCreate(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var directory = new DataDirectory(options.DataDirectory);
        var path = directory.FileNamed(FileName);
        MasterKey? key = null;
        try
        {
            new ClusterDatabase(directory).Prepare(isNew => key = isNew && !File.Exists(path) ? Create(path) : Read(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageSetupException($"The master key '{path}' cannot be read or made: {e.Message}", e);
        }

        return key!;
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

    private static MasterKey Create(string path)
    {
        var key = MasterKey.Generate();
        var unfinished = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ToBase64()));
            file.Flush(flushToDisk: true);
        }

        // Whole or not at all, whenever the process dies.
        File.Move(unfinished, path);
        return key;
    }
}
