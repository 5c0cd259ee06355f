using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Endpoints;

/// <summary>Issues tickets and takes each once.</summary>
internal sealed class TicketBook(Dice dice, TimeProvider time)
{
    public const string SocketPath = "/ws/v2";

    // How long a used ticket is still told from one that never was.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Ticket Ticket, bool Spent)> _tickets = [];
    private readonly Queue<Ticket> _byAge = new();

    public Ticket Issue(string appId, int serviceId)
    {
        Ticket ticket = new(dice.Uuid(), appId, dice.NineteenDigits(), dice.Hex(32), serviceId, time.GetTimestamp());
        lock (_gate)
        {
            while (_byAge.TryPeek(out var oldest) && time.GetElapsedTime(oldest.IssuedAt) > Memory)
                _tickets.Remove(_byAge.Dequeue().Value);
            _tickets.Add(ticket.Value, (ticket, false));
            _byAge.Enqueue(ticket);
        }

        return ticket;
    }

    public TicketState Redeem(string value, TimeSpan lifetime, out Ticket? ticket)
    {
        ticket = null;
        lock (_gate)
        {
            if (!_tickets.TryGetValue(value, out var known))
                return TicketState.Unknown;

            ticket = known.Ticket;
            if (known.Spent)
                return TicketState.Spent;

            _tickets[value] = (ticket, true);
            return time.GetElapsedTime(ticket.IssuedAt) > lifetime ? TicketState.Expired : TicketState.Valid;
        }
    }
}
