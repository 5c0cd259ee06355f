using System.Globalization;
using System.Text.Json;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Control;

/// <summary>One control call: who it concerns and what it says.</summary>
internal sealed class ControlRequest(HttpContext context, FakePlatform platform)
{
    /// <summary>Stands for every app in place of an app id.</summary>
    public const string All = "all";

    private const int MaxBody = 32 * 1024 * 1024;

    public FakePlatform Platform => platform;

    public HttpContext Context => context;

    public string AppId => Route("appId");

    public bool ConcernsAll => AppId == All;

    /// <summary>The app named in the path.</summary>
    /// <exception cref="KeyNotFoundException">It is not registered.</exception>
    public FakeApp App => platform.App(AppId);

    /// <summary>The app named in the path, or all of them.</summary>
    /// <exception cref="KeyNotFoundException">It is not registered.</exception>
    public IReadOnlyList<FakeApp> Apps => ConcernsAll ? platform.Apps : [App];

    public FaultBoard Faults => ConcernsAll ? platform.Faults : App.Faults;

    public string Route(string name) => (string)context.Request.RouteValues[name]!;

    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <exception cref="ArgumentException">It is not a whole number within the bounds.</exception>
    public int QueryNumber(string name, int otherwise, int min, int max)
    {
        if (Query(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new ArgumentException($"{name} must be a whole number from {min} to {max}, not {text}.");
    }

    /// <summary>The body; an empty one reads as an empty object.</summary>
    /// <exception cref="JsonException">It is not JSON of that shape.</exception>
    public async Task<T> ReadAsync<T>()
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > MaxBody)
            throw new ArgumentException($"The body has more than {MaxBody} bytes.");

        var json = body.Length == 0 ? "{}"u8 : body.GetBuffer().AsSpan(0, (int)body.Length);
        return JsonSerializer.Deserialize<T>(json, ControlJson.Options) ?? throw new JsonException("The body must not be null.");
    }
}
