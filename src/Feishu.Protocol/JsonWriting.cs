using System.Buffers;
using System.Text.Json;

namespace Feishu.Protocol;

/// <summary>Small JSON objects in UTF-8.</summary>
internal static class JsonWriting
{
    public static byte[] WriteObject<TState>(TState state, Action<Utf8JsonWriter, TState> writeProperties)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writeProperties(writer, state);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
