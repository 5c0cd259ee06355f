namespace Feishu.Simulator.Endpoints;

/// <summary>What a ticket is worth.</summary>
internal enum TicketState
{
    Valid,
    Unknown,
    Spent,
    Expired,
}
