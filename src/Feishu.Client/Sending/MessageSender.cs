namespace Feishu.Client.Sending;

/// <summary>Checks a message, gives it its key and its place, and waits with the caller.</summary>
internal sealed class MessageSender(IMessageApi api, SendingServices services) : IMessageSender, IAsyncDisposable
{
    private readonly SendQueues _queues = new(api, services);

    /// <summary>How many chats are remembered.</summary>
    public int Chats => _queues.Chats;

    /// <summary>How many apps are remembered.</summary>
    public int Apps => _queues.Apps;

    public Task<SendResult> SendAsync(FeishuAccount account, OutgoingMessage message, CancellationToken cancellation)
    {
        if (MessageRules.Check(message) is { } wrong)
            return RefuseAsync(wrong);
        var request = MessageRequest.Build(message, UuidOf(account, message));
        if (MessageRules.CheckSize(message.Content, request.Body!.Length) is { } tooLong)
            return RefuseAsync(tooLong);
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<SendResult>(cancellation);
        var pending = new PendingMessage(account, request, services.Time);
        return _queues.Add(pending, ChatOf(message.Target)) is { } refused ? RefuseAsync(refused) : WaitAsync(pending, cancellation);
    }

    public ValueTask DisposeAsync() => _queues.DisposeAsync();

    private Task<SendResult> RefuseAsync(SendFailed refusal)
    {
        services.Instruments.OnRefused(refusal);
        return Task.FromResult<SendResult>(refusal);
    }

    private async Task<SendResult> WaitAsync(PendingMessage pending, CancellationToken cancellation)
    {
        services.Instruments.OnPlaced();
        var withdraw = cancellation.UnsafeRegister(
            static (state, token) =>
            {
                var (queues, pending) = ((SendQueues, PendingMessage))state!;
                queues.Withdraw(pending, token);
            },
            (_queues, pending));
        await using (withdraw.ConfigureAwait(false))
            return await ResultOfAsync(pending).ConfigureAwait(false);
    }

    private async Task<SendResult> ResultOfAsync(PendingMessage pending)
    {
        SendResult? result = null;
        try
        {
            return result = await pending.Result.ConfigureAwait(false);
        }
        finally
        {
            if (result is not null)
                services.Instruments.OnEnded(result, pending.Age);
            else
                services.Instruments.OnBroken(pending.IsWithdrawn);
        }
    }

    private string UuidOf(FeishuAccount account, OutgoingMessage message) =>
        MessageUuid.Of(account, message.Target, message.IdempotencyKey ?? services.NewKey());

    /// <summary>What shares an order and a limit: the chat where it is known, else the recipient or the message replied to.</summary>
    private static string ChatOf(MessageTarget target) => target switch
    {
        SendTo to => $"{MessageRequest.NameOf(to.Type)}:{to.Id}",
        ReplyTo { ChatId: { } chat } => $"{MessageRequest.NameOf(ReceiveIdType.ChatId)}:{chat}",
        ReplyTo to => $"reply:{to.MessageId}",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "A target without a queue."),
    };
}
