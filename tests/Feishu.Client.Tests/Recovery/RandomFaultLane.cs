using Feishu.Client.Supervision;
using FeishuOrleans.Testing.Clients;
using FeishuOrleans.Testing.Processes;

namespace Feishu.Client.Tests.Recovery;

/// <summary>One account that suffers one random fault after another.</summary>
internal sealed class RandomFaultLane
{
    /// <summary>Calls below the app, with body. Those that do not end the connection are followed by a reset.</summary>
    private static readonly (string Call, object Body, bool Ends)[] Faults =
    [
        ("faults/endpoint", new { reset = true, times = 2 }, false),
        ("faults/endpoint", new { hang = true, times = 1 }, false),
        ("faults/endpoint", new { httpStatus = 500, times = 2 }, false),
        ("faults/endpoint", new { code = 1, times = 2 }, false),
        ("faults/endpoint", new { code = 1000040345, times = 1 }, false),
        ("faults/endpoint", new { code = 1000040350, times = 1 }, false),
        ("faults/endpoint", new { body = "invalidJson", times = 1 }, false),
        ("faults/handshake", new { reset = true, times = 2 }, false),
        ("faults/handshake", new { hang = true, times = 1 }, false),
        ("faults/handshake", new { httpStatus = 500, times = 2 }, false),
        ("faults/handshake", new { status = 403, times = 1 }, false),
        ("faults/handshake", new { status = 514, authErrorCode = 1000040348, times = 3 }, false),
        ("faults/pong", new { mode = "none", times = 1 }, false),
        ("faults/pong", new { mode = "malformed", times = 3 }, false),
        ("connections/close", new { code = 1000, reason = "bye" }, true),
        ("connections/close", new { code = 3001, reason = "too many" }, true),
        ("connections/drop", new { which = "all" }, true),
        ("connections/freeze", new { which = "all" }, true),
        ("connections/drip", new { bytesPerSecond = 1, which = "all" }, true),
        ("connections/strange", new { message = "garbageBytes" }, true),
        ("connections/strange", new { message = "garbage" }, false),
        ("connections/strange", new { message = "empty" }, false),
        ("connections/strange", new { message = "text" }, false),
        ("connections/strange", new { message = "hugeSum" }, false),
        ("events?count=50", new { text = "burst" }, false),
    ];

    private readonly Random _random;
    private readonly SimulatorProcess _simulator;
    private readonly string _app;

    public RandomFaultLane(int number, int seed, SimulatorProcess simulator, IFeishuConnectionFactory factory)
    {
        _random = new Random(seed + number);
        _simulator = simulator;
        var appId = $"cli_{number:x16}";
        _app = $"apps/{appId}";
        Connection = factory.Create(new FeishuAccount($"bot-{number}", appId, "a-secret", simulator.Address), new IgnoringHandler(), Probe);
    }

    public FeishuConnection Connection { get; }

    public TransitionProbe Probe { get; } = new();

    /// <summary>One fault, and back.</summary>
    public async Task SufferAsync()
    {
        var (call, body, ends) = Faults[_random.Next(Faults.Length)];
        Probe.Transitions.Clear();
        var back = Probe.Transitions.FirstAsync(static step => step is { From: Connecting, To: Connected });
        await _simulator.SendAsync(call.StartsWith("faults", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post, $"{_app}/{call}", body);
        if (!ends)
            await _simulator.PostAsync($"{_app}/connections/reset");
        await back.Within(RecoveryTimes.Short.Patience, $"recovery from {call} {body}");
    }
}
