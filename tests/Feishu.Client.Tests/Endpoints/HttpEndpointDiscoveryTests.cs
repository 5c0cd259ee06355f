using Feishu.Client.Endpoints;
using Feishu.Client.Supervision;
using Feishu.Client.Tests.Simulated;
using Feishu.Simulator.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Endpoints;

/// <summary>What discovery makes of every answer.</summary>
public class HttpEndpointDiscoveryTests
{
    [Theory]
    [InlineData(EndpointBody.InvalidJson, FailureKind.DiscoveryMalformed)]
    [InlineData(EndpointBody.MissingData, FailureKind.DiscoveryMalformed)]
    [InlineData(EndpointBody.NullData, FailureKind.DiscoveryMalformed)]
    [InlineData(EndpointBody.EmptyData, FailureKind.DiscoveryMalformed)]
    [InlineData(EndpointBody.EmptyUrl, FailureKind.DiscoveryMalformed)]
    public async Task Request_BodyWithoutUrl_IsTriedAgain(EndpointBody body, FailureKind expected)
    {
        var result = await RequestAsync(new EndpointFault { Body = body });

        Assert.Equal(expected, result.Failure?.Kind);
        Assert.Null(RefusalTable.Fault(result.Failure!, FailureStreak.None.Add(result.Failure!)));
    }

    [Fact]
    public async Task Request_ConfigMissing_KeepsTheTicket()
    {
        var result = await RequestAsync(new EndpointFault { Body = EndpointBody.MissingConfig });

        Assert.NotNull(result.Value);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(514)]
    public async Task Request_HttpStatus_IsTriedAgainWhateverItIs(int status)
    {
        var result = await RequestAsync(new EndpointFault { HttpStatus = status });

        Assert.Equal((FailureKind.DiscoveryHttpError, status), (result.Failure?.Kind, (int)result.Failure!.Code!));
        Assert.Null(RefusalTable.Fault(result.Failure!, FailureStreak.None.Add(result.Failure!)));
    }

    [Fact]
    public async Task Request_Reset_IsUnreachable()
    {
        var result = await RequestAsync(new EndpointFault { Reset = true });

        Assert.Equal(FailureKind.DiscoveryUnreachable, result.Failure?.Kind);
    }

    [Fact]
    public async Task Ticket_AsText_HidesItsQuery()
    {
        var result = await RequestAsync(null);

        Assert.DoesNotContain("ticket=", result.Value!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("access_key=", result.Value.ToString(), StringComparison.Ordinal);
    }

    private static async Task<StepResult<EndpointTicket>> RequestAsync(EndpointFault? fault)
    {
        await using var account = await SimulatedAccount.CreateAsync();
        if (fault is not null)
            account.App.Faults.Endpoint.Set(fault);
        var discovery = account.Services.GetRequiredService<IEndpointDiscovery>();
        return await discovery.RequestAsync(account.Connection.Account, TestContext.Current.CancellationToken).Within();
    }
}
