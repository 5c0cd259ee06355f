using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Storage.Sqlite;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Storage.Tests;

public sealed class DataDirectoryKeyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private StorageOptions Options => new() { DataDirectory = _directory.Path };

    private string KeyFile => Path.Combine(_directory.Path, DataDirectoryKey.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ReadOrCreate_EmptyDirectory_MakesAKeyForItsOwnerOnlyAndKeepsIt()
    {
        var made = DataDirectoryKey.ReadOrCreate(Options);

        Assert.Equal(made.ToBase64(), DataDirectoryKey.ReadOrCreate(Options).ToBase64());
        Assert.Equal([KeyFile], Directory.GetFiles(_directory.Path, "*key*"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public async Task ReadOrCreate_ManySilosAtOnce_AllHaveTheSameKey()
    {
        var keys = await Task
            .WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => DataDirectoryKey.ReadOrCreate(Options).ToBase64())))
            .Within(what: "sixteen keys");

        Assert.Single(keys.Distinct());
        Assert.Equal([KeyFile], Directory.GetFiles(_directory.Path, "*key*"));
    }

    [Fact]
    public void ReadOrCreate_DatabaseWithoutKey_IsRefusedAndNoKeyIsMade()
    {
        new ClusterDatabase(new DataDirectory(_directory.Path)).Prepare();

        var refused = Assert.Throws<StorageSetupException>(() => DataDirectoryKey.ReadOrCreate(Options));

        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public void ReadOrCreate_DiedBetweenKeyAndDatabase_KeepsTheKey()
    {
        Directory.CreateDirectory(_directory.Path);
        var key = MasterKey.Generate().ToBase64();
        File.WriteAllText(KeyFile, key);

        Assert.Equal(key, DataDirectoryKey.ReadOrCreate(Options).ToBase64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void ReadOrCreate_DamagedKey_IsRefusedAndLeftAlone(string content)
    {
        Directory.CreateDirectory(_directory.Path);
        File.WriteAllText(KeyFile, content);

        var refused = Assert.Throws<StorageSetupException>(() => DataDirectoryKey.ReadOrCreate(Options));

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void ReadOrCreate_DirectoryBelowAFile_NamesTheSetting()
    {
        File.WriteAllText(_directory.Beside("file"), "");

        var refused = Assert.Throws<StorageSetupException>(
            () => DataDirectoryKey.ReadOrCreate(new StorageOptions { DataDirectory = _directory.Beside("file/data") }));

        Assert.StartsWith("Storage:DataDirectory", refused.Message, StringComparison.Ordinal);
    }
}
