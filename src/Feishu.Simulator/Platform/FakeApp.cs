using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Load;
using Feishu.Simulator.OpenApi;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Platform;

/// <summary>One app on the fake platform: its credentials, connections, faults and log. Thread-safe.</summary>
public sealed class FakeApp
{
    private readonly FakePlatform _platform;

    // Boxed, so that it is replaced in one step.
    private StrongBox<ClientConfigUpdate> _config;

    internal FakeApp(AppRegistration registration, FakePlatform platform, AppLog log, ClientConfigUpdate config)
    {
        _platform = platform;
        AppId = registration.AppId;
        AppSecret = registration.AppSecret;
        Identity = BotIdentity.Of(registration);
        _config = new StrongBox<ClientConfigUpdate>(config);
        Log = log;
        ServiceId = ServiceIdOf(AppId);
        Set = new ConnectionSet(platform.Dice);
        Desk = new DeliveryDesk(this, platform);
        Sent = new SentMessages(platform, Chats);
    }

    /// <summary>App id.</summary>
    public string AppId { get; }

    /// <summary>App secret that discovery and token accept.</summary>
    public string AppSecret { get; set; }

    /// <summary>What bot info says.</summary>
    public BotIdentity Identity { get; set; }

    /// <summary>Settings given at discovery and in every pong; any numbers are allowed.</summary>
    public ClientConfigUpdate ClientConfig
    {
        get => Volatile.Read(ref _config).Value;
        set => Volatile.Write(ref _config, new StrongBox<ClientConfigUpdate>(value));
    }

    /// <summary>Faults for this app alone.</summary>
    public FaultBoard Faults { get; } = new();

    /// <summary>What happened to this app.</summary>
    public AppLog Log { get; }

    /// <summary>How many sockets are open.</summary>
    public int LiveConnections => Set.Count;

    /// <summary>The open sockets.</summary>
    public IReadOnlyList<SocketStatus> Connections => [.. Set.Choose(ConnectionChoice.All).Select(connection => connection.Info)];

    internal int ServiceId { get; }

    internal ConnectionSet Set { get; }

    internal DeliveryDesk Desk { get; }

    internal SentMessages Sent { get; }

    internal MessageChats Chats { get; } = new();

    /// <summary>Takes part in the latest load run; null when it does not.</summary>
    internal LoadLane? Load { get; set; }

    /// <summary>Pushes an event to one random connection, and again on the ladder until it is acknowledged.</summary>
    /// <returns>The event id.</returns>
    /// <exception cref="ArgumentException">The event makes no sense.</exception>
    public string Push(EventPush push) => Desk.Push(push);

    /// <summary>Pushes a text message from a person.</summary>
    /// <returns>The event id.</returns>
    public string PushText(string text) => Push(new EventPush { Text = text });

    /// <summary>Pushes several events to one connection, their frames taking turns.</summary>
    /// <returns>The event ids.</returns>
    /// <exception cref="ArgumentException">An event makes no sense.</exception>
    public IReadOnlyList<string> PushInterleaved(params IReadOnlyList<EventPush> pushes) => Desk.PushInterleaved(pushes);

    /// <summary>Pushes an event to the next connection that is opened, in one TCP segment with the answer to its upgrade.</summary>
    /// <returns>The event id.</returns>
    /// <exception cref="ArgumentException">The event makes no sense.</exception>
    public string PushWithNextUpgrade(EventPush push) => Desk.PushWithNextUpgrade(push);

    /// <summary>Sends a callback, once, and waits for the answer that travels in its acknowledgement.</summary>
    /// <exception cref="ArgumentException">The callback makes no sense.</exception>
    public Task<CallbackResult> CallAsync(CallbackPush push) => Desk.CallAsync(push);

    /// <summary>Sends a close frame.</summary>
    /// <param name="code">Close code, 1000 to 4999.</param>
    /// <param name="reason">Reason.</param>
    /// <param name="which"><see cref="ConnectionChoice.All"/>, <see cref="ConnectionChoice.One"/> or a connection id.</param>
    /// <returns>How many connections were chosen.</returns>
    public int Close(int code = 1000, string reason = "bye", string which = ConnectionChoice.All)
    {
        CloseRule.Check(code, reason);
        return ForEach(which, connection => connection.Close(code, reason));
    }

    /// <summary>Ends connections with RST.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int Reset(string which = ConnectionChoice.All) => ForEach(which, connection => connection.Reset());

    /// <summary>Stops reading and writing without closing; as far as the client can see the network is gone.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int Freeze(string which = ConnectionChoice.All) => ForEach(which, connection => connection.Freeze());

    /// <summary>Ends <see cref="Freeze"/>; what was held back goes on.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int Thaw(string which = ConnectionChoice.All) => ForEach(which, connection => connection.Thaw());

    /// <summary>Ends the TCP connection in order but without a close frame.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int Drop(string which = ConnectionChoice.All) => ForEach(which, connection => connection.Drop("dropped"));

    /// <summary>Connections go on being ponged but get no more events, which are lost until they are pushed again.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int Deafen(string which = ConnectionChoice.All) => ForEach(which, connection => connection.Deafen());

    /// <summary>Writes no faster than so many bytes a second; 0 ends it.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int Drip(int bytesPerSecond, string which = ConnectionChoice.All)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesPerSecond);
        return ForEach(which, connection => connection.Drip(bytesPerSecond));
    }

    /// <summary>Sends something that the platform should not send.</summary>
    /// <inheritdoc cref="Close" path="/returns"/>
    public int SendStrange(StrangeMessage message, string which = ConnectionChoice.All) =>
        ForEach(which, connection => connection.SendStrange(message));

    /// <summary>Makes the app's access tokens invalid before their time.</summary>
    public void RevokeTokens() => _platform.Tokens.Revoke(this);

    /// <summary>Waits until at least so many sockets are open.</summary>
    public Task WaitForConnectionAsync(int live = 1, CancellationToken cancellationToken = default) =>
        Log.WaitUntilAsync(() => LiveConnections >= live, $"{live} live connections", cancellationToken);

    /// <summary>Waits until sockets were opened so many times since the start.</summary>
    public Task WaitForConnectsAsync(long total, CancellationToken cancellationToken = default) =>
        Log.WaitForCountAsync<Connected>(total, cancellationToken);

    /// <summary>Waits until sockets ended so many times since the start.</summary>
    public Task WaitForDisconnectsAsync(long total, CancellationToken cancellationToken = default) =>
        Log.WaitForCountAsync<Disconnected>(total, cancellationToken);

    /// <summary>Waits until discovery was called so many times since the start.</summary>
    public Task WaitForDiscoveryCallsAsync(long total, CancellationToken cancellationToken = default) =>
        Log.WaitForCountAsync<DiscoveryAnswered>(total, cancellationToken);

    /// <summary>Waits until so many pings came since the start.</summary>
    public Task WaitForPingsAsync(long total, CancellationToken cancellationToken = default) =>
        Log.WaitForCountAsync<Pinged>(total, cancellationToken);

    /// <summary>Waits for an acknowledgement of an event, with whatever code.</summary>
    public Task<Acknowledged> WaitForAckAsync(string eventId, CancellationToken cancellationToken = default) =>
        Log.WaitForAsync<Acknowledged>(ack => ack.EventId == eventId, $"an acknowledgement of {eventId}", cancellationToken);

    internal void Apply(AppRegistration registration)
    {
        AppSecret = registration.AppSecret;
        Identity = BotIdentity.Of(registration);
    }

    private int ForEach(string which, Action<LiveConnection> act)
    {
        var chosen = Set.Choose(which);
        foreach (var connection in chosen)
            act(connection);
        return chosen.Count;
    }

    // Positive and stable over restarts, like the platform's.
    private static int ServiceIdOf(string appId) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(appId))) & 0x3FFFFFFF | 0x02000000;
}
