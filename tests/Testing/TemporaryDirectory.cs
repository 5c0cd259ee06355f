namespace FeishuOrleans.Testing;

/// <summary>A directory of one test, gone with it. The directory itself is not made: that may be what is tested.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("feishu-").FullName;

    /// <summary>A path in which nothing is yet.</summary>
    public string Path => System.IO.Path.Combine(_root, "data");

    /// <summary>A path beside <see cref="Path"/>.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_root, name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
