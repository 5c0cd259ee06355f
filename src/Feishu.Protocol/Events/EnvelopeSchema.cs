namespace Feishu.Protocol.Events;

/// <summary>Values of <see cref="EventEnvelope.Schema"/>.</summary>
public static class EnvelopeSchema
{
    public const string V1 = "1.0";
    public const string V2 = "2.0";
}
