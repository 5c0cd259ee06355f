namespace FeishuOrleans.Silo.Hosting;

/// <summary>Orleans' directories of grains.</summary>
public enum GrainDirectoryKind
{
    /// <summary>A silo that dies takes no healthy activation of another with it. Orleans calls it experimental.</summary>
    Distributed,

    /// <summary>Activations whose entry was on a silo that dies end as well, and come back elsewhere with a new connection.</summary>
    Local,
}
