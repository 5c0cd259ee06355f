using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FeishuOrleans.Docs.Tests.Architecture;

/// <summary>What the compiler wrote into an assembly, read from the file without loading it.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(MetadataReader metadata)
    {
        References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
        Types = [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
        Members = [.. metadata.MemberReferences.Select(metadata.GetMemberReference).Select(member => NameOf(metadata, member))];
    }

    /// <summary>Names of the assemblies it uses.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Full names of the types of others it uses.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Methods and fields of others it uses, as <c>Namespace.Type.Member</c>.</summary>
    public IReadOnlyList<string> Members { get; }

    public static CompiledAssembly Read(string assemblyName)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assemblyName + ".dll"));
        using var image = new PEReader(stream);
        return new CompiledAssembly(image.GetMetadataReader());
    }

    private static string NameOf(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference)
            return "";
        var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
    }
}
