using Feishu.Protocol.Frames;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Delivery;

/// <summary>One push of a parcel to one connection, waiting for its acknowledgement.</summary>
/// <param name="Parcel">What.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="Connection">Where to.</param>
/// <param name="SeqId">Shared by its frames.</param>
/// <param name="MessageId">Shared by its frames.</param>
/// <param name="Completing">What an acknowledgement must echo; null when fragments are withheld.</param>
/// <param name="SentAt">Timestamp of the simulator's clock.</param>
internal sealed record Push(
    Parcel Parcel, int Number, LiveConnection Connection, ulong SeqId, string MessageId, Frame? Completing, long SentAt)
{
    /// <summary>Guarded by the desk.</summary>
    public PushState State { get; set; }
}
