namespace Feishu.Simulator.Faults;

/// <summary>Shape of a discovery answer.</summary>
public enum EndpointBody
{
    /// <summary>As the platform sends it.</summary>
    Normal,

    /// <summary>Not JSON.</summary>
    InvalidJson,

    /// <summary>Without <c>data</c>.</summary>
    MissingData,

    /// <summary><c>data</c> is null.</summary>
    NullData,

    /// <summary><c>data</c> is an empty object.</summary>
    EmptyData,

    /// <summary>Without <c>ClientConfig</c>.</summary>
    MissingConfig,

    /// <summary><c>URL</c> is empty.</summary>
    EmptyUrl,
}
