using System.Collections.Frozen;

namespace FeishuOrleans.Silo.FleetPage;

/// <summary>The files of the page. They are inside the program: nothing to copy, nothing to change.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";

    /// <summary>The page itself.</summary>
    public static PageAsset Index => Files["index.html"];

    /// <summary>What the page loads, by name.</summary>
    public static FrozenDictionary<string, PageAsset> Files { get; } = Read();

    private static FrozenDictionary<string, PageAsset> Read()
    {
        var program = typeof(PageAssets).Assembly;
        return program.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(static name => name[Prefix.Length..], name =>
            {
                using var stream = program.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return new PageAsset(TypeOf(name), bytes.ToArray());
            });
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has a file of an unknown kind: {other}"),
    };
}
