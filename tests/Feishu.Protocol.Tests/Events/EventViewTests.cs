using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Bots;
using Feishu.Protocol.Events.Callbacks;
using Feishu.Protocol.Events.Chats;
using Feishu.Protocol.Events.Messages;
using static Feishu.Protocol.Tests.Events.EventSamples;

namespace Feishu.Protocol.Tests.Events;

public sealed class EventViewTests
{
    private static readonly DateTimeOffset SomeTime = DateTimeOffset.FromUnixTimeMilliseconds(1609073151345);

    public static TheoryData<EventView> EmptyViews =>
    [
        .. Enumerate("{}"),
        .. Enumerate("""{"sender":null,"message":null,"reader":null,"message_id_list":null,"users":null,"operator":null,"action":null,"context":null}"""),
    ];

    [Fact]
    public void MessageReceived_GroupMessage_ReadsEverything()
    {
        var view = Read<MessageReceived>(GroupMessage);

        var message = view.Message!;
        Assert.Equal(("on_1", null, "ou_1"), Ids(view.Sender?.SenderId));
        Assert.Equal(("user", "t"), (view.Sender?.SenderType, view.Sender?.TenantKey));
        Assert.Equal(("om_1", "om_0", "om_0", "omt_1"), (message.MessageId, message.RootId, message.ParentId, message.ThreadId));
        Assert.Equal(("oc_1", "group", "text", "Mozilla/5.0"), (message.ChatId, message.ChatType, message.MessageType, message.UserAgent));
        Assert.Equal("""{"text":"@_user_1 你好"}""", message.Content);
        Assert.Equal(SomeTime, message.CreateTime);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1687343654666), message.UpdateTime);
        var mention = Assert.Single(message.Mentions);
        Assert.Equal(("@_user_1", "bot", "Fox", "t"), (mention.Key, mention.MentionedType, mention.Name, mention.TenantKey));
        Assert.Equal(("on_2", "", "ou_2"), Ids(mention.Id));
    }

    [Fact]
    public void MessageReceived_CapturedDirectMessage_LeavesTheRestNull()
    {
        var message = Read<MessageReceived>(DirectMessage).Message!;

        Assert.Equal("""{"text":"hi"}""", message.Content);
        Assert.Empty(message.Mentions);
        Assert.Equal((null, null, null, null), (message.RootId, message.ParentId, message.ThreadId, message.UserAgent));
    }

    [Fact]
    public void MessageRead_Sample_ReadsReaderAndList()
    {
        var view = Read<MessageRead>("""{"reader":{"reader_id":{"open_id":"ou_1"},"read_time":"1609073151345","tenant_key":"t"},"message_id_list":["om_1","om_2"]}""");

        Assert.Equal("ou_1", view.Reader?.ReaderId?.OpenId);
        Assert.Equal(SomeTime, view.Reader?.ReadTime);
        Assert.Equal("t", view.Reader?.TenantKey);
        Assert.Equal(["om_1", "om_2"], view.MessageIdList);
    }

    [Fact]
    public void MessageRecalled_Sample_ReadsFields()
    {
        var view = Read<MessageRecalled>("""{"message_id":"om_1","chat_id":"oc_1","recall_time":"1609073151345","recall_type":"message_owner"}""");

        Assert.Equal(("om_1", "oc_1", "message_owner"), (view.MessageId, view.ChatId, view.RecallType));
        Assert.Equal(SomeTime, view.RecallTime);
    }

    [Fact]
    public void MessageReaction_ByUserAndByApp_ReadsFields()
    {
        var byUser = Read<MessageReaction>("""{"message_id":"om_1","reaction_type":{"emoji_type":"SMILE"},"operator_type":"user","user_id":{"open_id":"ou_1"},"action_time":"1609073151345"}""");
        var byApp = Read<MessageReaction>("""{"operator_type":"app","app_id":"cli_1"}""");

        Assert.Equal(("om_1", "SMILE", "user", "ou_1"), (byUser.MessageId, byUser.ReactionType?.EmojiType, byUser.OperatorType, byUser.UserId?.OpenId));
        Assert.Equal(SomeTime, byUser.ActionTime);
        Assert.Equal(("app", "cli_1", null), (byApp.OperatorType, byApp.AppId, byApp.UserId));
    }

    [Fact]
    public void BotMembership_Sample_ReadsFields()
    {
        var view = Read<BotMembership>("""
            {"chat_id":"oc_1","operator_id":{"open_id":"ou_1"},"external":false,"operator_tenant_key":"t","name":"群","i18n_names":{"zh_cn":"群","en_us":"group","ja_jp":"組"}}
            """);

        Assert.Equal(("oc_1", "ou_1", false, "t", "群"), (view.ChatId, view.OperatorId?.OpenId, view.External, view.OperatorTenantKey, view.Name));
        Assert.Equal(("群", "group", "組"), (view.I18nNames?.ZhCn, view.I18nNames?.EnUs, view.I18nNames?.JaJp));
    }

    [Fact]
    public void UserMembership_Sample_ReadsUsers()
    {
        var view = Read<UserMembership>("""{"chat_id":"oc_1","external":true,"users":[{"name":"王","tenant_key":"t","user_id":{"open_id":"ou_1"}}]}""");

        var user = Assert.Single(view.Users);
        Assert.Equal(("oc_1", true), (view.ChatId, view.External));
        Assert.Equal(("王", "t", "ou_1"), (user.Name, user.TenantKey, user.UserId?.OpenId));
    }

    [Fact]
    public void BotP2pChatEntered_Sample_ReadsFields()
    {
        var view = Read<BotP2pChatEntered>("""{"chat_id":"oc_1","operator_id":{"open_id":"ou_1"},"last_message_id":"om_1","last_message_create_time":"1609073151345"}""");

        Assert.Equal(("oc_1", "ou_1", "om_1"), (view.ChatId, view.OperatorId?.OpenId, view.LastMessageId));
        Assert.Equal(SomeTime, view.LastMessageCreateTime);
    }

    [Fact]
    public void BotMenuClicked_IntegerSeconds_ReadsTime()
    {
        var view = Read<BotMenuClicked>("""{"operator":{"operator_name":"王","operator_id":{"open_id":"ou_1"}},"event_key":"help","timestamp":1669364458}""");

        Assert.Equal(("王", "ou_1", "help"), (view.Operator?.OperatorName, view.Operator?.OperatorId?.OpenId, view.EventKey));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1669364458), view.Timestamp);
    }

    [Fact]
    public void CardAction_Sample_ReadsEverything()
    {
        var view = Read<CardAction>(ButtonPressed);

        var action = view.Action!;
        Assert.Equal(("t", "u", "ou_1", "on_1"), (view.Operator?.TenantKey, view.Operator?.UserId, view.Operator?.OpenId, view.Operator?.UnionId));
        Assert.Equal(("c-1", "im_message", "url_preview"), (view.Token, view.Host, view.DeliveryType));
        Assert.Equal("""{"key":"value"}""", action.Value?.GetRawText());
        Assert.Equal("""{"field":"x","dates":["2026-01-01"]}""", action.FormValue?.GetRawText());
        Assert.Equal(("button", "Asia/Shanghai", "Button_1", "typed", "a", true), (action.Tag, action.Timezone, action.Name, action.InputValue, action.Option, action.Checked));
        Assert.Equal(["a", "b"], action.Options);
        Assert.Equal(
            ("https://example.com", "p", "om_1", "oc_1"),
            (view.Context?.Url, view.Context?.PreviewToken, view.Context?.OpenMessageId, view.Context?.OpenChatId));
    }

    [Theory]
    [InlineData("\"{\\\"a\\\":1}\"")]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("[]")]
    public void CardAction_ValueThatIsNotAnObject_IsKeptAsReceived(string value) =>
        Assert.Equal(value, Read<CardAction>($$$"""{"action":{"value":{{{value}}}}}""").Action?.Value?.GetRawText());

    [Theory]
    [InlineData("""{"action":{}}""")]
    [InlineData("""{"action":{"value":null,"form_value":null,"options":null,"checked":null}}""")]
    public void CardAction_FieldsAbsentOrNull_AreNull(string body)
    {
        var action = Read<CardAction>(body).Action!;

        Assert.Equal((null, null, null), (action.Value, action.FormValue, action.Checked));
        Assert.Empty(action.Options);
    }

    [Fact]
    public void UrlPreview_MicrosecondsAndNoEventId_ReadsBoth()
    {
        var envelope = Parse(Utf8("""
            {"schema":"2.0","header":{"event_type":"url.preview.get","create_time":"1687343654666123","token":"","app_id":"a","tenant_key":"t"},
             "event":{"operator":{"open_id":"ou_1"},"host":"im_message","context":{"url":"https://example.com","preview_token":"p"}}}
            """));

        var view = envelope.ReadEvent<UrlPreview>();

        Assert.Equal(1687343654666, envelope.CreateTime?.ToUnixTimeMilliseconds());
        Assert.Equal(("ou_1", "im_message", "https://example.com"), (view.Operator?.OpenId, view.Host, view.Context?.Url));
    }

    [Theory]
    [MemberData(nameof(EmptyViews))]
    public void ReadEvent_EverythingAbsentOrNull_IsStillAView(EventView view) => Assert.NotNull(view);

    [Fact]
    public void ReadEvent_UnknownFields_AreKeptAsRawJson()
    {
        var view = Read<MessageRecalled>("""{"message_id":"om_1","new_field":{"a":[1]}}""");

        Assert.Equal("""{"a":[1]}""", Assert.Single(view.Unknown!).Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"message":"text"}""")]
    [InlineData("""{"message":{"message_id":{}}}""")]
    [InlineData("""{"message":{"content":"\ud800"}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    public void ReadEvent_OtherShape_ThrowsTypedError(string body) => Assert.Throws<EventFormatException>(() => Read<MessageReceived>(body));

    [Fact]
    public void ReadEvent_NoBody_ThrowsTypedError() =>
        Assert.Throws<EventFormatException>(() => Parse(Utf8("""{"schema":"2.0"}""")).ReadEvent<MessageReceived>());

    [Fact]
    public void ReadEvent_TimesThatAreNone_AreNull() =>
        Assert.Null(Read<MessageRecalled>("""{"recall_time":{"a":1}}""").RecallTime);

    private static TView Read<TView>(string body)
        where TView : EventView => Parse("any", body).ReadEvent<TView>();

    private static EventView[] Enumerate(string body) =>
    [
        Read<MessageReceived>(body), Read<MessageRead>(body), Read<MessageRecalled>(body), Read<MessageReaction>(body), Read<BotMembership>(body),
        Read<UserMembership>(body), Read<BotP2pChatEntered>(body), Read<BotMenuClicked>(body), Read<CardAction>(body), Read<UrlPreview>(body),
    ];

    private static (string? Union, string? User, string? Open) Ids(UserIds? ids) => (ids?.UnionId, ids?.UserId, ids?.OpenId);
}
