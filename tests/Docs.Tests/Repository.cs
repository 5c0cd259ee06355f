namespace FeishuOrleans.Docs.Tests;

/// <summary>The files of the repository these tests run in. Paths are relative to its root, with slashes.</summary>
internal static class Repository
{
    private static readonly string[] BuiltFolders = ["bin", "obj", "node_modules", "data", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static string ReadText(string path) => File.ReadAllText(Absolute(path));

    public static bool Exists(string path) => File.Exists(Absolute(path)) || Directory.Exists(Absolute(path));

    public static string Absolute(string path) => Path.GetFullPath(Path.Combine(Root, path));

    /// <summary>Files below a folder that a person wrote, in order of their paths.</summary>
    public static string[] Files(string folder, string pattern) => Directory.Exists(Absolute(folder))
        ? [.. Walk(new DirectoryInfo(Absolute(folder)), pattern).Select(file => Path.GetRelativePath(Root, file.FullName)).Order(StringComparer.Ordinal)]
        : [];

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern).Concat(
        folder.EnumerateDirectories().Where(inner => !BuiltFolders.Contains(inner.Name)).SelectMany(inner => Walk(inner, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FeishuOrleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"FeishuOrleans.sln was not found above {AppContext.BaseDirectory}.");
    }
}
