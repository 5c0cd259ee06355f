using System.Net;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Takeover;

/// <summary>Reads an account's stream over HTTP as a program does that must miss nothing: when a silo is gone it goes on at the next one, after the last event it has.</summary>
internal sealed class StreamFollower(IReadOnlyList<Uri> silos, string account)
{
    private int _silo;
    private string? _lastId;

    /// <summary>Sequences, in the order in which they came.</summary>
    public Signal<long> Sequences { get; } = new();

    /// <summary>How often it had to begin anew.</summary>
    public int Breaks { get; private set; }

    /// <summary>Reads up to an event.</summary>
    public async Task ReadThroughAsync(long sequence)
    {
        while (Sequences.Items.Count == 0 || Sequences.Items[^1] < sequence)
        {
            try
            {
                await ReadAsync(sequence);
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException { StatusCode: null or HttpStatusCode.ServiceUnavailable })
            {
                // Gone, or there and still finding out who has the account. Every question is a call, so nothing spins.
                (Breaks, _silo) = (Breaks + 1, (_silo + 1) % silos.Count);
            }
        }
    }

    private async Task ReadAsync(long sequence)
    {
        using var reader = await EventReader.OpenAsync(silos[_silo], $"/api/accounts/{account}/events?from=earliest", _lastId);
        while (Sequences.Items.Count == 0 || Sequences.Items[^1] < sequence)
        {
            var next = await reader.NextAsync();
            _lastId = next.Id;
            Sequences.Add(next.Sequence);
        }
    }
}
