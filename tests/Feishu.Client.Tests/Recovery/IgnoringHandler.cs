using Feishu.Client.Events;

namespace Feishu.Client.Tests.Recovery;

/// <summary>Accepts and keeps nothing, so that only the client's own memory is counted.</summary>
internal sealed class IgnoringHandler : IEventHandler
{
    public ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline) => ValueTask.FromResult(HandlerVerdict.Accepted);
}
