using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary>
/// Counts the messages an app sends, as they arrive, in sliding windows (protocol notes, sections 7.3 and 7.5). What is refused
/// does not count. Not thread-safe: <see cref="SentMessages"/> asks.
/// </summary>
internal sealed class SendRates(TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<(string Chat, long At)> _second = new();
    private readonly Queue<long> _minute = new();
    private readonly Dictionary<string, int> _byChat = [];

    /// <summary>The refusal a message to this chat gets now; null when it is counted and goes through.</summary>
    public ApiAnswer? Take(string chat, PlatformSettings settings)
    {
        Forget();
        if (Reached(settings.ChatSendLimit, _byChat.GetValueOrDefault(chat)))
            return ApiAnswer.Error(ApiCode.ChatRateLimit, "the frequency limit of this chat is reached");
        if (Reached(settings.AppSendLimit, _second.Count))
            return ApiAnswer.RateLimited(resetSeconds: 1);
        if (Reached(settings.AppSendLimitPerMinute, _minute.Count))
            return ApiAnswer.RateLimited((int)Math.Ceiling((Minute - time.GetElapsedTime(_minute.Peek())).TotalSeconds));

        var now = time.GetTimestamp();
        _second.Enqueue((chat, now));
        _minute.Enqueue(now);
        _byChat[chat] = _byChat.GetValueOrDefault(chat) + 1;
        return null;
    }

    private static bool Reached(int limit, int count) => limit > 0 && count >= limit;

    private void Forget()
    {
        while (_second.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= Second)
        {
            _second.Dequeue();
            if (--_byChat[oldest.Chat] == 0)
                _byChat.Remove(oldest.Chat);
        }

        while (_minute.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Minute)
            _minute.Dequeue();
    }
}
