namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Who delivers through a lane.</summary>
internal interface ILaneUser
{
    /// <summary>There may be something to do now. Any thread; must not block.</summary>
    void Wake();
}
