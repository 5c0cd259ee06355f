using System.Text;

namespace FeishuOrleans.Silo.Tests.Secrecy;

/// <summary>A text that must not turn up, and what it looks like when somebody wrote it in another way.</summary>
internal sealed record Canary(string Name, string Text)
{
    /// <summary>Names of the ways in which the canary is in these bytes.</summary>
    public IEnumerable<string> FindIn(byte[] bytes) =>
        from way in Ways()
        where bytes.AsSpan().IndexOf(way.Bytes) >= 0
        select $"{Name} as {way.Name}";

    private IEnumerable<(string Name, byte[] Bytes)> Ways()
    {
        var text = Encoding.UTF8.GetBytes(Text);
        yield return ("text", text);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(Text));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(text)));
        yield return ("lower hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(text)));
        // Base64 looks different at each of three places in what was encoded; the characters at its ends depend on the neighbours.
        for (var shift = 0; shift < 3; shift++)
        {
            var encoded = Convert.ToBase64String([.. new byte[shift], .. text]);
            var inner = encoded[(shift == 0 ? 0 : 4)..(encoded.Length - 4)];
            yield return ($"base64 at {shift}", Encoding.ASCII.GetBytes(inner));
            yield return ($"base64url at {shift}", Encoding.ASCII.GetBytes(inner.Replace('+', '-').Replace('/', '_')));
        }
    }
}
