namespace Feishu.Client.Supervision;

/// <summary>Counts since the connection object was made.</summary>
/// <param name="Connects">Connections that reached Connected.</param>
/// <param name="Events">Events and callbacks received.</param>
/// <param name="Acked">Of these, acknowledged with 200.</param>
/// <param name="Refused">Of these, answered with 500, and fragments refused.</param>
public readonly record struct ConnectionCounters(long Connects, long Events, long Acked, long Refused);
