namespace FeishuOrleans.Docs.Tests.Style;

/// <summary>Files that may hold several types.</summary>
internal static class ClosedSets
{
    public static string[] Files { get; } =
    [
        // Families of tiny records, read as one list.
        "src/Feishu.Client/Sending/MessageTarget.cs",
        "src/Feishu.Client/Sending/SendResult.cs",
        "src/Feishu.Client/Supervision/ConnectionState.cs",
        "src/Feishu.Simulator/Recording/LogEntry.cs",
        "src/Grains.Interfaces/Accounts/AccountStatus.cs",

        // What a function is given and gives back, or a record and the enum that classifies it.
        "src/Feishu.Client/Supervision/ConnectionFailure.cs",
        "src/Feishu.Client/Supervision/MachineInput.cs",
        "src/Grains.Interfaces/Accounts/AccountRegistration.cs",
        "src/Grains.Interfaces/Accounts/AccountReply.cs",
        "src/Grains.Interfaces/Cluster/DrainReply.cs",
        "src/Grains.Interfaces/Events/EventBatch.cs",
        "src/Grains.Interfaces/Events/ReplayStep.cs",
        "src/Grains.Interfaces/Messages/SendReply.cs",
        "src/Grains.Interfaces/Parking/ParkedReply.cs",
        "src/Grains.Interfaces/Webhooks/WebhookTestReply.cs",
        "src/Grains/Journal/AppendResult.cs",
        "src/Grains/Journal/SubscriptionState.cs",
        "src/Grains/Sinks/DeliveryOutcome.cs",
        "src/Grains/Sinks/EventDelivery.cs",
    ];
}
