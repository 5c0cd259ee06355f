namespace Feishu.Simulator.Faults;

/// <summary>How an Open API call fails.</summary>
public sealed record ApiFault : StageFault
{
    /// <summary>HTTP status.</summary>
    public int HttpStatus { get; init; } = 200;

    /// <summary>Code of the answer; null with status 200 answers normally (after <see cref="StageFault.Delay"/>).</summary>
    public long? Code { get; init; }

    /// <summary>Text of the answer.</summary>
    public string? Message { get; init; }

    /// <summary>Header <c>x-ogw-ratelimit-reset</c>, whole seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The call does its work first; only the answer is lost, late or replaced. A message is then sent and nobody knows.</summary>
    public bool Accept { get; init; }

    /// <summary>The platform's rate limit: 429, 99991400 and the reset header.</summary>
    public static ApiFault RateLimited(int retryAfterSeconds = 1, int? times = null) => new()
    {
        HttpStatus = 429,
        Code = 99991400,
        Message = "request trigger frequency limit",
        RetryAfterSeconds = retryAfterSeconds,
        Times = times,
    };

    internal bool Answers => Code is not null || HttpStatus != 200;

    internal override void Validate()
    {
        if (HttpStatus is < 200 or > 599)
            throw new ArgumentException($"httpStatus must be 200 to 599, not {HttpStatus}.");
    }
}
