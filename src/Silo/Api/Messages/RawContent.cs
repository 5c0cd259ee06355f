using System.ComponentModel;
using System.Text.Json;

namespace FeishuOrleans.Silo.Api.Messages;

/// <summary>A message of a type that has no field of its own.</summary>
internal sealed record RawContent(
    [property: Description("The platform's name of the type: image, file, share_chat, ...")] string Type,
    [property: Description("The content as the platform documents it for this type: a JSON object.")] JsonElement Content)
{
    /// <summary>Never what it says.</summary>
    public override string ToString() => nameof(RawContent);
}
