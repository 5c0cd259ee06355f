namespace Feishu.Simulator.Control;

/// <summary>One control call.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Path; <c>{appId}</c> may be <c>all</c> where <paramref name="Purpose"/> speaks of apps.</param>
/// <param name="Purpose">What it does, in a line.</param>
/// <param name="Example">Path and query, then the body if there is one, as one would type them.</param>
/// <param name="HandleAsync">Does it; the result is the answer's JSON.</param>
internal sealed record ControlRoute(
    string Method, string Pattern, string Purpose, ControlExample Example, Func<ControlRequest, Task<object>> HandleAsync);
