namespace Feishu.Client.Supervision;

/// <summary>What a rate allows.</summary>
/// <param name="Count">Attempts that may begin within the span, wherever it is laid.</param>
/// <param name="Span">Its length.</param>
internal readonly record struct RampRate(int Count, TimeSpan Span)
{
    /// <summary>A tenth more than the second that the rate is about: what begins a second apart may arrive closer together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1.1);

    /// <summary>Nothing.</summary>
    public static readonly RampRate None = new(0, Window);

    public double PerSecond => Count / Span.TotalSeconds;

    /// <summary>Whole attempts a window, so that parts of a rate that is shared add up to no more than it; of less than one a second, one a longer span.</summary>
    /// <param name="perSecond">More than 0.</param>
    public static RampRate Of(double perSecond) => perSecond < 1
        ? new(1, TimeSpan.FromSeconds(Math.Max(1 / perSecond, Window.TotalSeconds)))
        : new((int)perSecond, Window);
}
