using System.Globalization;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Delivery;

/// <summary>Reads the response object of an acknowledgement, and reports one that is none.</summary>
internal static class AckReader
{
    public static Acknowledgement? Read(LiveConnection from, Frame frame)
    {
        if (frame.FindHeader(HeaderName.BizRt) is { } time
            && !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            from.Report(BrokenRule.BizRt, $"biz_rt is {time}");
            return null;
        }

        try
        {
            return Acknowledgement.Parse(frame);
        }
        catch (FrameFormatException e)
        {
            from.Report(BrokenRule.Response, e.Message);
            return null;
        }
    }
}
