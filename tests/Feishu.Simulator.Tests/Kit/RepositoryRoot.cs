namespace Feishu.Simulator.Tests.Kit;

/// <summary>Where the repository is, seen from the built tests.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FeishuOrleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"FeishuOrleans.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
