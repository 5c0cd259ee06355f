namespace Feishu.Simulator.Control;

/// <summary>How one calls it.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Body">JSON body; null for none.</param>
internal sealed record ControlExample(string Path, string? Body = null)
{
    public string ToCurl(string method, string root)
    {
        var verb = method == (Body is null ? "GET" : "POST") ? "" : $" -X {method}";
        var data = Body is null ? "" : $" -d '{Body}'";
        return $"curl{verb} '{root}{Path}'{data}";
    }
}
