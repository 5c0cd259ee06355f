namespace FeishuOrleans.Silo.Api.Parking;

/// <summary>How many parked events are on their way again.</summary>
internal sealed record ParkedCount(int Count);
