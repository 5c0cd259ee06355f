namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>How far another clock is from the own one.</summary>
/// <param name="Ahead">The other's time less the own; negative when the other is behind.</param>
/// <param name="Uncertainty">How wrong that may be, because nobody knows how long each way took.</param>
[GenerateSerializer, Immutable, Alias("feishu.ClockGap")]
public sealed record ClockGap(
    [property: Id(0)] TimeSpan Ahead,
    [property: Id(1)] TimeSpan Uncertainty)
{
    /// <summary>From the four times of a question: the own clock at both ends, the other's in between.</summary>
    public static ClockGap Between(DateTimeOffset asked, DateTimeOffset received, DateTimeOffset answered, DateTimeOffset back)
    {
        var onTheWay = back - asked - (answered - received);
        return new ClockGap((received - asked + (answered - back)) / 2, onTheWay > TimeSpan.Zero ? onTheWay / 2 : TimeSpan.Zero);
    }

    /// <summary>The part of the difference that is certain.</summary>
    public TimeSpan AtLeast
    {
        get
        {
            var certain = Ahead.Duration() - Uncertainty;
            return certain > TimeSpan.Zero ? certain : TimeSpan.Zero;
        }
    }
}
