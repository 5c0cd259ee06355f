using Feishu.Protocol.Frames;

namespace Feishu.Protocol;

/// <summary>Texts of the platform on their way into logs and status.</summary>
public static class PlatformText
{
    /// <summary>One line of bounded length, so that a text can neither forge log lines nor fill them.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var length = Math.Min(text.Length, ProtocolLimits.MaxMessageTextLength);
        return string.Create(length, text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }
}
