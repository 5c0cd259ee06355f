using System.Text.Json.Serialization;
using Feishu.Protocol.Events.Bots;
using Feishu.Protocol.Events.Callbacks;
using Feishu.Protocol.Events.Chats;
using Feishu.Protocol.Events.Messages;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Events;

/// <summary>Generated readers of the typed views.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = ProtocolLimits.MaxJsonDepth,
    Converters = [typeof(PlatformTimeConverter)])]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(MessageRead))]
[JsonSerializable(typeof(MessageRecalled))]
[JsonSerializable(typeof(MessageReaction))]
[JsonSerializable(typeof(BotMembership))]
[JsonSerializable(typeof(UserMembership))]
[JsonSerializable(typeof(BotP2pChatEntered))]
[JsonSerializable(typeof(BotMenuClicked))]
[JsonSerializable(typeof(CardAction))]
[JsonSerializable(typeof(UrlPreview))]
internal sealed partial class EventJson : JsonSerializerContext;
