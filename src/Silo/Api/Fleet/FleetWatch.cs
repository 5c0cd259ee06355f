using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary>Reads all accounts for whoever watches: one reading for all of them, none while nobody does. Thread-safe.</summary>
internal sealed partial class FleetWatch(IGrainFactory grains, TimeProvider time, ILogger<FleetWatch> logger)
{
    private const int PageSize = 1000;

    /// <summary>Reading is given a fifth of the time at most, however large the fleet is.</summary>
    private const int PausePerReading = 4;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500), FreshFor = TimeSpan.FromSeconds(1);

    /// <summary>A reading that waited for a silo which just died took its time without doing work.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private FleetReading _current = FleetReading.Empty;
    private TimeSpan _pause;
    private long? _readAt;
    private Task<FleetReading>? _reading;

    /// <summary>A reading other than the one that is known, within a second or two; it may well say the same.</summary>
    public Task<FleetReading> NextAsync(FleetReading known)
    {
        lock (_gate)
        {
            if (_readAt is { } at && !ReferenceEquals(_current, known) && time.GetElapsedTime(at) < FreshFor)
                return Task.FromResult(_current);
            if (_reading is null or { IsCompleted: true })
            {
                // It serves all who watch, not the request that happened to begin it.
                using (ExecutionContext.SuppressFlow())
                    _reading = Task.Run(ReadAfterPauseAsync);
            }

            return _reading;
        }
    }

    private async Task<FleetReading> ReadAfterPauseAsync()
    {
        if (_readAt is { } last && _pause - time.GetElapsedTime(last) is { Ticks: > 0 } left)
            await Task.Delay(left, time);
        var begin = time.GetTimestamp();
        var next = await ReadAsync();
        lock (_gate)
        {
            _readAt = time.GetTimestamp();
            _pause = TimeSpan.FromTicks(Math.Clamp(PausePerReading * time.GetElapsedTime(begin).Ticks, ShortestPause.Ticks, LongestPause.Ticks));
            return _current = next;
        }
    }

    private async Task<FleetReading> ReadAsync()
    {
        try
        {
            var accounts = new List<AccountStatus>(_current.Count);
            string? after = null;
            do
            {
                var page = await grains.GetGrain<IAccountDirectory>(0).ListAsync(after, PageSize);
                accounts.AddRange(page.Accounts);
                after = page.Next;
            }
            while (after is not null);
            return _current.Next(accounts);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException or ObjectDisposedException)
        {
            if (_current.Trouble is null)
                LogTrouble(failure);
            return _current.Failed("The cluster does not answer. What is shown is what was known before.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The accounts could not be read for those who watch the fleet; it is tried again")]
    private partial void LogTrouble(Exception failure);
}
