namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>What was looked at. Names are part of the JSON.</summary>
internal enum CheckKind
{
    Gateway,

    Silo,

    Configuration,

    Storage,

    Clock,

    Platform,
}
