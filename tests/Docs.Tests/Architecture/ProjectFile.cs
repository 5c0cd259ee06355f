using System.Xml.Linq;

namespace FeishuOrleans.Docs.Tests.Architecture;

/// <summary>What a project file names.</summary>
internal sealed class ProjectFile
{
    private readonly XElement _root;

    private ProjectFile(string path) => _root = XElement.Parse(Repository.ReadText(path));

    public string Sdk => (string?)_root.Attribute("Sdk") ?? "";

    public IReadOnlyList<string> Projects => [.. Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    public IReadOnlyList<string> Packages => [.. Includes("PackageReference"), .. Includes("FrameworkReference")];

    public static ProjectFile Read(string path) => new(path);

    private IEnumerable<string> Includes(string element) =>
        _root.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
