namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>How bad it is, from good to bad. Names are part of the JSON.</summary>
internal enum FindingState
{
    Ok,

    /// <summary>It works; a person should look at it all the same.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Problem,
}
