using FeishuOrleans.Storage.Tests.Providers;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Storage.Tests.Sqlite;

/// <summary>A directory.</summary>
public sealed class SqlitePlace : IStoragePlace
{
    private readonly TemporaryDirectory _directory = new();

    IReadOnlyDictionary<string, string?> IStoragePlace.Settings => Settings(_directory.Path);

    public static Task<IStoragePlace> MakeAsync() => Task.FromResult<IStoragePlace>(new SqlitePlace());

    public static IReadOnlyDictionary<string, string?> Settings(string directory) => new Dictionary<string, string?> { ["Storage:DataDirectory"] = directory };

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
