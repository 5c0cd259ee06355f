namespace FeishuOrleans.Grains.Fencing;

/// <summary>A fence that is raised.</summary>
/// <param name="Reason">Why, for people.</param>
/// <param name="Since">Since when.</param>
internal sealed record RaisedFence(string Reason, DateTimeOffset Since);
