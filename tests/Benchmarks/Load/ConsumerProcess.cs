using System.Net.Http.Json;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>The consumer of a load run as a process of its own.</summary>
internal sealed class ConsumerProcess : IAsyncDisposable
{
    private readonly ProgramProcess _process;
    private readonly HttpClient _http;

    private ConsumerProcess(ProgramProcess process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    public static async Task<ConsumerProcess> StartAsync(int port)
    {
        var process = ProgramProcess.StartFile(Environment.ProcessPath!, [ConsumerCommand.Name, "--port", $"{port}"]);
        var line = await process.LineAsync(ConsumerCommand.Listening);
        return new ConsumerProcess(process, new Uri(line[ConsumerCommand.Listening.Length..]));
    }

    public async Task<ConsumerFigures> FiguresAsync(CancellationToken cancellation) =>
        await _http.GetFromJsonAsync<ConsumerFigures>("/figures", cancellation) ?? ConsumerFigures.None;

    /// <summary>Events from now on count for the rate.</summary>
    public async Task MarkAsync(CancellationToken cancellation) => (await _http.PostAsync("/figures", null, cancellation)).EnsureSuccessStatusCode();

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _process.DisposeAsync();
    }
}
