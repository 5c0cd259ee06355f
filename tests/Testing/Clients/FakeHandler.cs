using Feishu.Client.Events;

namespace FeishuOrleans.Testing.Clients;

/// <summary>Notes events and answers what the test says, "accepted" by default.</summary>
public sealed class FakeHandler : IEventHandler
{
    public Signal<ReceivedEvent> Received { get; } = new();

    public Func<ReceivedEvent, CancellationToken, ValueTask<HandlerVerdict>> Answer { get; set; } =
        static (_, _) => ValueTask.FromResult(HandlerVerdict.Accepted);

    public ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline)
    {
        Received.Add(received);
        return Answer(received, deadline);
    }
}
