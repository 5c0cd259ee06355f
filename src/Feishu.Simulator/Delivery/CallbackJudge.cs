using System.Text.Json;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Delivery;

/// <summary>Turns the acknowledgement of a callback into what a user sees (protocol notes, section 6.6).</summary>
internal static class CallbackJudge
{
    private static readonly string[] ToastTypes = ["info", "success", "error", "warning"];
    private static readonly string[] CardTypes = ["raw", "template"];

    public static int CodeOf(DeliveryFailure failure) => failure switch
    {
        DeliveryFailure.Offline => CallbackCode.NotConfigured,
        DeliveryFailure.ConnectionLost => CallbackCode.ConnectionFailed,
        DeliveryFailure.Refused => CallbackCode.ClientFailed,
        _ => CallbackCode.NoAnswer,
    };

    public static (int Code, JsonElement? Answer) Judge(Acknowledgement ack)
    {
        if (ack.Code != AckCode.Ok)
            return (CallbackCode.ClientFailed, null);
        if (ack.Answer.IsEmpty)
            return (CallbackCode.Ok, null);

        try
        {
            using var document = JsonDocument.Parse(ack.Answer);
            var answer = document.RootElement.Clone();
            return (Judge(answer), answer);
        }
        catch (JsonException)
        {
            return (CallbackCode.BadBody, null);
        }
    }

    private static int Judge(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !IsTyped(answer, "toast", ToastTypes))
            return CallbackCode.BadBody;
        return IsTyped(answer, "card", CardTypes) ? CallbackCode.Ok : CallbackCode.BadCard;
    }

    private static bool IsTyped(JsonElement answer, string name, string[] types)
    {
        if (!answer.TryGetProperty(name, out var part))
            return true;
        return part.ValueKind == JsonValueKind.Object
            && (!part.TryGetProperty("type", out var type) || types.Contains(type.ValueKind == JsonValueKind.String ? type.GetString() : null));
    }
}
