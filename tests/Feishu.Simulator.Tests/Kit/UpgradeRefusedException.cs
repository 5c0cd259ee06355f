using Feishu.Protocol.Endpoints;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>The simulator did not switch protocols.</summary>
internal sealed class UpgradeRefusedException(HandshakeRefusal refusal, Exception inner) : Exception(refusal.ToString(), inner)
{
    public HandshakeRefusal Refusal { get; } = refusal;
}
