namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>
/// Sends as accounts, in the order of the calls: messages of one caller to one chat go out in the order in which
/// <see cref="SendAsync"/> was called, although all may be under way at once. One for a process. Thread-safe.
/// </summary>
/// <param name="grains">The cluster.</param>
public sealed class OrderedMessages(IGrainFactory grains)
{
    private readonly CallNumbers _numbers = new();

    /// <inheritdoc cref="IAccountMessages.SendAsync"/>
    /// <param name="accountId">Who sends.</param>
    /// <param name="request">What, and where to.</param>
    public async Task<SendReply> SendAsync(string accountId, SendRequest request)
    {
        var place = _numbers.Begin(accountId);
        try
        {
            return await grains.GetGrain<IAccountMessages>(accountId).SendAsync(request with { Place = place });
        }
        finally
        {
            _numbers.End(accountId, place);
        }
    }
}
