namespace Feishu.Protocol.Frames;

/// <summary>Headers are a list: order, unknown keys and duplicates are kept (protocol notes, section 2).</summary>
public static class FrameHeaders
{
    /// <summary>Value of the first header with this exact key, or null.</summary>
    public static string? FindHeader(this Frame frame, string name)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var headers = frame.Headers;
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Key == name)
                return headers[i].Value;
        }

        return null;
    }

    /// <summary>Appends a header, also when one with this key exists.</summary>
    public static void AddHeader(this Frame frame, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame.Headers.Add(new Header { Key = name, Value = value });
    }
}
