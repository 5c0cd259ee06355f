using Feishu.Client;
using Feishu.Client.Endpoints;
using Feishu.Client.Supervision;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Tests.Clients;

/// <summary>Discovery that answers what the test says, a ticket by default.</summary>
internal sealed class FakeDiscovery : IEndpointDiscovery
{
    public FakeDiscovery() => Answer = GiveTicket;

    public Signal<FeishuAccount> Calls { get; } = new();

    public ClientConfigUpdate? Config { get; set; }

    public Func<CancellationToken, Task<StepResult<EndpointTicket>>> Answer { get; set; }

    /// <summary>Every call fails like this until changed.</summary>
    public void Refuse(ConnectionFailure failure) => Answer = _ => Task.FromResult<StepResult<EndpointTicket>>(failure);

    public Task<StepResult<EndpointTicket>> RequestAsync(FeishuAccount account, CancellationToken cancellation)
    {
        Calls.Add(account);
        return Answer(cancellation);
    }

    private Task<StepResult<EndpointTicket>> GiveTicket(CancellationToken cancellation) => Task.FromResult<StepResult<EndpointTicket>>(Ticket());

    private EndpointTicket Ticket() =>
        TicketUrl.TryParse("wss://platform.test/ws/v2?fpid=1&device_id=2&access_key=k&service_id=33554678&ticket=t", out var url)
            ? new EndpointTicket(url, Config)
            : throw new InvalidOperationException("The ticket of the test is not an address.");
}
