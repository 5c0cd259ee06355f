using System.Text.Json.Serialization;

namespace Feishu.Simulator.Recording;

/// <summary>One thing that happened to an app, as the platform saw it. A closed set, read as one list.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DiscoveryAnswered), "discovery")]
[JsonDerivedType(typeof(HandshakeRefused), "handshakeRefused")]
[JsonDerivedType(typeof(Connected), "connected")]
[JsonDerivedType(typeof(Disconnected), "disconnected")]
[JsonDerivedType(typeof(Pinged), "ping")]
[JsonDerivedType(typeof(Delivered), "delivered")]
[JsonDerivedType(typeof(Acknowledged), "ack")]
[JsonDerivedType(typeof(DeliveryFailed), "deliveryFailed")]
[JsonDerivedType(typeof(CallbackEnded), "callback")]
[JsonDerivedType(typeof(Violation), "violation")]
[JsonDerivedType(typeof(ApiCalled), "api")]
[JsonDerivedType(typeof(MessageSent), "message")]
public abstract record LogEntry
{
    private protected LogEntry()
    {
    }

    /// <summary>Position in the app's log, from 1, without gaps.</summary>
    public long Number { get; internal set; }

    /// <summary>When it happened, by the simulator's clock.</summary>
    public DateTimeOffset At { get; internal set; }
}

/// <summary>A discovery call was answered, or broken on purpose.</summary>
/// <param name="Code">Code in the answer; 0 with a ticket; null when there was no such answer.</param>
/// <param name="HttpStatus">Status of the answer; 0 when none was sent.</param>
/// <param name="Note">What was special about the answer.</param>
public sealed record DiscoveryAnswered(long? Code, int HttpStatus, string? Note) : LogEntry;

/// <summary>An upgrade was refused.</summary>
/// <param name="HttpStatus">HTTP status; 0 when the connection was reset or left hanging.</param>
/// <param name="Status">Value of the header <c>Handshake-Status</c>.</param>
/// <param name="AuthErrorCode">Value of the header <c>Handshake-Autherrcode</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record HandshakeRefused(int HttpStatus, long? Status, long? AuthErrorCode, string Reason) : LogEntry;

/// <summary>A socket was accepted.</summary>
/// <param name="ConnectionId">The <c>device_id</c> of the ticket.</param>
/// <param name="Live">Live connections of the app, this one included.</param>
public sealed record Connected(string ConnectionId, int Live) : LogEntry;

/// <summary>A socket ended.</summary>
/// <param name="ConnectionId">Which.</param>
/// <param name="By">Who ended it.</param>
/// <param name="CloseCode">Close code, when a close frame was seen or sent.</param>
/// <param name="Reason">Reason of the close frame, or what broke.</param>
/// <param name="Live">Live connections of the app that remain.</param>
public sealed record Disconnected(string ConnectionId, DisconnectedBy By, int? CloseCode, string? Reason, int Live) : LogEntry;

/// <summary>A ping arrived.</summary>
/// <param name="ConnectionId">On which connection.</param>
public sealed record Pinged(string ConnectionId) : LogEntry;

/// <summary>An event or callback was written to a connection.</summary>
/// <param name="EventId">Which event.</param>
/// <param name="ConnectionId">To which connection.</param>
/// <param name="Attempt">1 for the first push, up to 5.</param>
/// <param name="Frames">How many frames were written.</param>
public sealed record Delivered(string EventId, string ConnectionId, int Attempt, int Frames) : LogEntry;

/// <summary>A well-formed acknowledgement arrived.</summary>
/// <param name="EventId">Which event.</param>
/// <param name="ConnectionId">On which connection.</param>
/// <param name="Attempt">Which push it answers.</param>
/// <param name="Code">200 handled, 500 failed.</param>
/// <param name="Milliseconds">From writing the last frame to reading the acknowledgement.</param>
/// <param name="Late">It came after the deadline, so the push counts as failed.</param>
public sealed record Acknowledged(
    string EventId, string ConnectionId, int Attempt, long Code, double Milliseconds, bool Late) : LogEntry;

/// <summary>A push failed.</summary>
/// <param name="EventId">Which event.</param>
/// <param name="Attempt">Which push.</param>
/// <param name="Cause">Why.</param>
/// <param name="NextPushIn">Time until the next push; null when the platform gives up.</param>
public sealed record DeliveryFailed(string EventId, int Attempt, DeliveryFailure Cause, TimeSpan? NextPushIn) : LogEntry;

/// <summary>A callback was answered or given up.</summary>
/// <param name="EventId">Which callback.</param>
/// <param name="Code">0, or the code a user would see.</param>
/// <param name="Milliseconds">Time until the end.</param>
public sealed record CallbackEnded(string EventId, int Code, double Milliseconds) : LogEntry;

/// <summary>The client broke a rule of the protocol.</summary>
/// <param name="ConnectionId">On which connection.</param>
/// <param name="Rule">Which rule.</param>
/// <param name="Detail">What was wrong.</param>
public sealed record Violation(string ConnectionId, BrokenRule Rule, string Detail) : LogEntry;

/// <summary>An Open API call was answered.</summary>
/// <param name="Api">Which call.</param>
/// <param name="HttpStatus">Status; 0 when none was sent.</param>
/// <param name="Code">Code in the answer.</param>
/// <param name="LogId">Value of the header <c>X-Tt-Logid</c>.</param>
public sealed record ApiCalled(string Api, int HttpStatus, long? Code, string LogId) : LogEntry;

/// <summary>The bot sent a message.</summary>
/// <param name="MessageId">Id given to it.</param>
/// <param name="ChatId">Where to.</param>
/// <param name="ReplyTo">Message it replies to.</param>
/// <param name="MessageType">For example <c>text</c>.</param>
/// <param name="Content">Content, a JSON text.</param>
/// <param name="Uuid">Idempotency key.</param>
/// <param name="Repeated">The key was known, so nothing was sent again.</param>
public sealed record MessageSent(
    string MessageId, string ChatId, string? ReplyTo, string MessageType, string Content, string? Uuid, bool Repeated) : LogEntry;
