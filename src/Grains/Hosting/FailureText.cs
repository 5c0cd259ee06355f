namespace FeishuOrleans.Grains.Hosting;

/// <summary>Failures in words for people.</summary>
internal static class FailureText
{
    /// <summary>What really happened, without a full stop: the runtime wraps what a storage provider throws and puts stacks into its own messages.</summary>
    public static string Explain(this Exception failure)
    {
        var text = failure.GetBaseException().Message;
        var end = text.IndexOfAny(['\r', '\n']);
        return (end < 0 ? text : text[..end]).TrimEnd('.', ' ');
    }
}
