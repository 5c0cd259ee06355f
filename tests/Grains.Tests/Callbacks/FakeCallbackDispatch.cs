using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Callbacks;

/// <summary>Notes how questions ended.</summary>
internal sealed class FakeCallbackDispatch : ICallbackDispatch
{
    /// <summary>Whom to ask; nobody by default.</summary>
    public CallbackWay? Way { get; set; }

    /// <summary>Sequences, and whether there was an answer.</summary>
    public Signal<(long Sequence, bool IsAnswered)> Ends { get; } = new();

    public CallbackWay? WayOf(string accountId) => Way;

    public void Answered(string accountId, long sequence) => Ends.Add((sequence, true));

    public void Unanswered(string accountId, long sequence) => Ends.Add((sequence, false));
}
