using System.Net.Http.Json;
using System.Text.Json;

namespace FeishuOrleans.Testing.Processes;

/// <summary>The simulator as a process of its own, steered by its control calls.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private const string Listening = "Simulator listening on ";

    private readonly ProgramProcess _process;
    private readonly HttpClient _control;

    private SimulatorProcess(ProgramProcess process, Uri address)
    {
        _process = process;
        Address = address;
        // Control calls come from this test run; who signed the certificate is not what they test.
        _control = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<SimulatorProcess> StartAsync(params string[] arguments)
    {
        // The last value of an option counts.
        var process = ProgramProcess.Start("Feishu.Simulator", "Feishu.Simulator", ["--urls", "http://127.0.0.1:0", .. arguments], keptLines: 200);
        var line = await process.LineAsync(Listening);
        return new SimulatorProcess(process, new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]));
    }

    /// <summary>A control call, for example <c>apps/cli_0123456789abcdef/connections/reset</c>.</summary>
    public async Task<JsonElement> PostAsync(string call, object? body = null) => await SendAsync(HttpMethod.Post, call, body ?? new { });

    public async Task<JsonElement> GetAsync(string call) => await SendAsync(HttpMethod.Get, call, null);

    public async Task<JsonElement> SendAsync(HttpMethod method, string call, object? body)
    {
        using var request = new HttpRequestMessage(method, $"/control/{call}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _control.SendAsync(request).Within();
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {call} answered {(int)response.StatusCode}: {answer}");
        return answer.Length == 0 ? default : JsonDocument.Parse(answer).RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
    }
}
