namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>Where the storage of one test is; gone with it.</summary>
public interface IStoragePlace : IAsyncDisposable
{
    /// <summary>What a silo's configuration says of it.</summary>
    IReadOnlyDictionary<string, string?> Settings { get; }
}
