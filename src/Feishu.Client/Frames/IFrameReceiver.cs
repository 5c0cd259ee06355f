using Feishu.Protocol.Frames;

namespace Feishu.Client.Frames;

/// <summary>Where the pump passes frames, on the reading thread: must not block.</summary>
internal interface IFrameReceiver
{
    void OnFrame(Frame frame);

    /// <summary>Something arrived that is not a frame.</summary>
    void OnUnreadable();
}
