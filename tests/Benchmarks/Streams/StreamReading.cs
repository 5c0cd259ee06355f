using System.Globalization;
using FeishuOrleans.Benchmarks.Fleet;

namespace FeishuOrleans.Benchmarks.Streams;

/// <summary>One reader of one account's stream.</summary>
internal sealed class StreamReading : IDisposable
{
    private const string Id = "id: ", Data = "data: ", ReceivedAt = "\"receivedAt\":\"";

    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;
    private readonly List<double> _delays = [];
    private long _sequence;

    private StreamReading(HttpClient http, HttpResponseMessage response, Stream stream) => (_http, _response, _lines) = (http, response, new StreamReader(stream));

    /// <summary>Milliseconds from the receipt of each event to its reading.</summary>
    public IReadOnlyList<double> Delays => _delays;

    /// <summary>How often the sequence after the last one was another than the next.</summary>
    public int Gaps { get; private set; }

    public static async Task<StreamReading> OpenAsync(Uri silo, int account, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = silo, Timeout = Timeout.InfiniteTimeSpan };
        var response = await http.GetAsync($"/api/accounts/{BotFleet.IdOf(account)}/events?from=earliest", HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        return new StreamReading(http, response, await response.Content.ReadAsStreamAsync(cancellation));
    }

    /// <summary>Reads until it is told to end.</summary>
    public async Task ReadAsync(CancellationToken end)
    {
        try
        {
            while (await _lines.ReadLineAsync(end) is { } line)
                Note(line);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end of the measurement.
        }
    }

    public void Dispose()
    {
        _response.Dispose();
        _http.Dispose();
    }

    private static DateTime TimeOf(string data)
    {
        var begin = data.IndexOf(ReceivedAt, StringComparison.Ordinal) + ReceivedAt.Length;
        return DateTime.Parse(data.AsSpan(begin, data.IndexOf('"', begin) - begin), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
    }

    private void Note(string line)
    {
        if (line.StartsWith(Data, StringComparison.Ordinal))
            _delays.Add((DateTime.UtcNow - TimeOf(line)).TotalMilliseconds);
        else if (line.StartsWith(Id, StringComparison.Ordinal))
            Follow(long.Parse(line.AsSpan(line.LastIndexOf(':') + 1), CultureInfo.InvariantCulture));
    }

    private void Follow(long sequence)
    {
        if (sequence != _sequence + 1)
            Gaps++;
        _sequence = sequence;
    }
}
