namespace FeishuOrleans.Docs.Tests.Architecture;

/// <summary>What one project of <c>src</c> may depend on.</summary>
/// <param name="Name">Its folder and project file.</param>
/// <param name="References">Projects its project file may name.</param>
/// <param name="Uses">Further projects whose types may appear in its code, by way of the references.</param>
/// <param name="Forbidden">Beginnings of package and assembly names it must not know.</param>
internal sealed record ProjectRule(string Name, string[] References, string[] Uses, string[] Forbidden)
{
    public string AssemblyName => AssemblyNameOf(Name);

    public string ProjectFile => $"src/{Name}/{Name}.csproj";

    public static string AssemblyNameOf(string project) =>
        project.StartsWith("Feishu.", StringComparison.Ordinal) ? project : "FeishuOrleans." + project;

    public override string ToString() => Name;
}
