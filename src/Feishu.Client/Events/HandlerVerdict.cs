using Feishu.Protocol.Frames;

namespace Feishu.Client.Events;

/// <summary>How a handler wants its event acknowledged (protocol notes, section 4.3).</summary>
public readonly record struct HandlerVerdict
{
    private HandlerVerdict(int code, ReadOnlyMemory<byte> answer)
    {
        Code = code;
        Answer = answer;
    }

    /// <summary>Safe with us: acknowledge with 200, the platform forgets the event.</summary>
    public static HandlerVerdict Accepted { get; } = new(AckCode.Ok, default);

    /// <summary>Not safe with us: acknowledge with 500, the platform pushes the event again.</summary>
    public static HandlerVerdict Failed { get; } = new(AckCode.Failed, default);

    /// <summary>Code of the acknowledgement.</summary>
    public int Code { get; }

    /// <summary>Answer to a callback, a JSON object in UTF-8; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Answer { get; }

    /// <summary>Accepts a callback and answers it.</summary>
    /// <param name="json">A JSON object in UTF-8, for example a toast.</param>
    public static HandlerVerdict Respond(ReadOnlyMemory<byte> json) => new(AckCode.Ok, json);
}
