namespace Feishu.Simulator.Faults;

/// <summary>How the upgrade goes wrong. The ticket is spent all the same.</summary>
public sealed record HandshakeFault : StageFault
{
    /// <summary>HTTP status; 401 when only handshake headers are given.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Header <c>Handshake-Status</c>; null leaves it out.</summary>
    public long? Status { get; init; }

    /// <summary>Header <c>Handshake-Msg</c>.</summary>
    public string? Message { get; init; }

    /// <summary>Header <c>Handshake-Autherrcode</c>; null leaves it out.</summary>
    public long? AuthErrorCode { get; init; }

    internal bool Refuses => HttpStatus is not null || Status is not null || AuthErrorCode is not null || Message is not null;

    internal override void Validate()
    {
        if (HttpStatus is < 200 or > 599)
            throw new ArgumentException($"httpStatus must be 200 to 599, not {HttpStatus}.");
        if (Message?.Any(char.IsControl) == true)
            throw new ArgumentException("message must fit in a header.");
    }
}
