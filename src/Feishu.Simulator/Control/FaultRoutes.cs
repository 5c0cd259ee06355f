using Feishu.Simulator.Faults;

namespace Feishu.Simulator.Control;

/// <summary>Faults, per app or for all.</summary>
internal static class FaultRoutes
{
    private const string Faults = "/control/apps/{appId}/faults";
    private const string Example = "/control/apps/cli_0123456789abcdef/faults";

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", Faults, "Shows the armed faults. appId may be all.", new(Example), request => AnswerAsync(request.Faults)),
        new("DELETE", Faults, "Ends all faults. appId may be all: those armed for all.", new(Example), ClearAsync),
        new("PUT", $"{Faults}/refuse", "Resets every discovery, upgrade and Open API call. appId may be all.",
            new($"{Example}/refuse", "{}"), RefuseAsync),
        Put("endpoint", """{"code":1000040343,"message":"busy","times":2}""", faults => faults.Endpoint),
        Put("handshake", """{"status":514,"authErrorCode":1000040350,"times":1}""", faults => faults.Handshake),
        Put("pong", """{"mode":"none"}""", faults => faults.Pong),
        Put("token", """{"code":10014,"message":"app secret invalid"}""", faults => faults.Token),
        Put("bot-info", """{"hang":true}""", faults => faults.BotInfo),
        Put("messages", """{"httpStatus":429,"code":99991400,"retryAfterSeconds":1,"times":1}""", faults => faults.Messages),
        Delete("endpoint", faults => faults.Endpoint),
        Delete("handshake", faults => faults.Handshake),
        Delete("pong", faults => faults.Pong),
        Delete("token", faults => faults.Token),
        Delete("bot-info", faults => faults.BotInfo),
        Delete("messages", faults => faults.Messages),
    ];

    private static ControlRoute Put<T>(string stage, string body, Func<FaultBoard, FaultSlot<T>> slot)
        where T : StageFault =>
        new("PUT", $"{Faults}/{stage}", $"Arms a fault at stage {stage}. appId may be all.", new($"{Example}/{stage}", body), async request =>
        {
            var fault = await request.ReadAsync<T>();
            slot(request.Faults).Set(fault);
            return fault;
        });

    private static ControlRoute Delete<T>(string stage, Func<FaultBoard, FaultSlot<T>> slot)
        where T : StageFault =>
        new("DELETE", $"{Faults}/{stage}", $"Ends the fault at stage {stage}. appId may be all.", new($"{Example}/{stage}"), request =>
        {
            slot(request.Faults).Clear();
            return AnswerAsync(request.Faults);
        });

    private static Task<object> ClearAsync(ControlRequest request)
    {
        request.Faults.Clear();
        return AnswerAsync(request.Faults);
    }

    private static Task<object> RefuseAsync(ControlRequest request)
    {
        request.Faults.RefuseEverything();
        return AnswerAsync(request.Faults);
    }

    private static Task<object> AnswerAsync(FaultBoard faults) => Task.FromResult<object>(new
    {
        Endpoint = faults.Endpoint.Current,
        Handshake = faults.Handshake.Current,
        Pong = faults.Pong.Current,
        Token = faults.Token.Current,
        BotInfo = faults.BotInfo.Current,
        Messages = faults.Messages.Current,
    });
}
