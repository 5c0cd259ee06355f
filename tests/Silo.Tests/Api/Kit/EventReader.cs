using System.Text.Json;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>Reads a stream of events as a simple client does: line by line.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private HttpResponseMessage _response = null!;
    private StreamReader _lines = null!;

    /// <summary>Id of the last event that was read.</summary>
    public string? LastId { get; private set; }

    /// <summary>Opens a stream; it is open when this is done.</summary>
    public static Task<EventReader> OpenAsync(ApiSilo silo, string path, string? lastId = null) => OpenAsync(silo.Address, path, lastId);

    /// <inheritdoc cref="OpenAsync(ApiSilo, string, string?)"/>
    public static async Task<EventReader> OpenAsync(Uri silo, string path, string? lastId = null)
    {
        var reader = new EventReader { LastId = lastId };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(silo, path));
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        reader._response = await reader._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within(what: "a stream");
        reader._response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", reader._response.Content.Headers.ContentType?.MediaType);
        reader._lines = new StreamReader(await reader._response.Content.ReadAsStreamAsync().Within(what: "the stream"));
        Assert.Equal("retry: 1000", await reader._lines.ReadLineAsync().Within(what: "the first line"));
        return reader;
    }

    /// <summary>The next event.</summary>
    public async Task<StreamedEvent> NextAsync()
    {
        string? id = null, type = null, data = null;
        while (true)
        {
            var line = await _lines.ReadLineAsync().Within(what: "an event") ?? throw new EndOfStreamException("The stream ended.");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && data is not null)
            {
                LastId = id;
                return new StreamedEvent(id!, type!, JsonDocument.Parse(data).RootElement);
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task<string> RestAsync() => await _lines.ReadToEndAsync().Within(what: "the end of the stream");

    public void Dispose()
    {
        _response.Dispose();
        _http.Dispose();
    }
}
