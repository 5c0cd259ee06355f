namespace Feishu.Simulator.Delivery;

/// <summary>What a user sees when a callback fails (protocol notes, section 6.6).</summary>
public static class CallbackCode
{
    /// <summary>Answered.</summary>
    public const int Ok = 0;

    /// <summary>Nobody is connected.</summary>
    public const int NotConfigured = 200340;

    /// <summary>No acknowledgement within the time.</summary>
    public const int NoAnswer = 200341;

    /// <summary>The connection ended before the acknowledgement.</summary>
    public const int ConnectionFailed = 200342;

    /// <summary>Acknowledged with another code than 200.</summary>
    public const int ClientFailed = 200671;

    /// <summary>The answer is not a JSON object, or its toast is not one.</summary>
    public const int BadBody = 200672;

    /// <summary>The card in the answer is not one.</summary>
    public const int BadCard = 200673;
}
