namespace Feishu.Simulator.Faults;

/// <summary>What discovery answers instead of a ticket.</summary>
public sealed record EndpointFault : StageFault
{
    /// <summary>Code of the answer; null keeps the code discovery would give.</summary>
    public long? Code { get; init; }

    /// <summary>Text of the answer.</summary>
    public string? Message { get; init; }

    /// <summary>HTTP status; anything but 200 comes with a plain text body.</summary>
    public int HttpStatus { get; init; } = 200;

    /// <summary>Shape of the body.</summary>
    public EndpointBody Body { get; init; }

    internal override void Validate()
    {
        if (HttpStatus is < 200 or > 599)
            throw new ArgumentException($"httpStatus must be 200 to 599, not {HttpStatus}.");
    }
}
