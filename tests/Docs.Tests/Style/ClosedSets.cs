namespace FeishuOrleans.Docs.Tests.Style;

/// <summary>Files that may hold several types.</summary>
internal static class ClosedSets
{
    public static string[] Files { get; } =
    [
        // Families of tiny records, read as one list.
        "src/Feishu.Client/Supervision/ConnectionState.cs",
        "src/Feishu.Simulator/Recording/LogEntry.cs",
        "src/Grains.Interfaces/Accounts/AccountStatus.cs",

        // What a function is given and gives back, or a record and the enum that classifies it.
        "src/Feishu.Client/Supervision/ConnectionFailure.cs",
        "src/Feishu.Client/Supervision/MachineInput.cs",
        "src/Grains.Interfaces/Accounts/AccountRegistration.cs",
        "src/Grains.Interfaces/Accounts/AccountReply.cs",

        // A small interface and the one type it speaks of.
        "src/Feishu.Client/FeishuConnectionFactory.cs",
        "src/Feishu.Client/Frames/FramePump.cs",
        "src/Feishu.Client/OpenApi/BotInfo.cs",
        "src/Feishu.Client/Sockets/ISocket.cs",
        "src/Feishu.Client/Supervision/ConnectionTally.cs",
        "src/Feishu.Client/Supervision/PlatformWatch.cs",
        "src/Feishu.Client/Supervision/Transition.cs",
        "src/Grains.Interfaces/Accounts/IAccountDirectory.cs",
        "src/Grains.Interfaces/Cluster/IClusterGrain.cs",
    ];
}
