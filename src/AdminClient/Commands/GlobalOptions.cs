using System.CommandLine;
using System.CommandLine.Parsing;
using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private const string Json = "json";
    private const string Table = "table";

    private readonly ITerminal _terminal;
    private readonly Option<Gateway[]> _gateway;
    private readonly Option<string> _clusterId;
    private readonly Option<string> _serviceId;
    private readonly Option<string?> _clientKeyFile;
    private readonly Option<string> _output;

    public GlobalOptions(ITerminal terminal)
    {
        _terminal = terminal;
        _gateway = new Option<Gateway[]>("--gateway")
        {
            Description = "Gateway of a silo; repeat it to name several, the first that answers is used.",
            HelpName = "host:port",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseGateways,
            DefaultValueFactory = _ => [Gateway.Default],
            Recursive = true,
        };
        _clusterId = Identifier("--cluster-id", "FEISHU_CLUSTER_ID", "Cluster:ClusterId");
        _serviceId = Identifier("--service-id", "FEISHU_SERVICE_ID", "Cluster:ServiceId");
        _clientKeyFile = new Option<string?>("--client-key-file")
        {
            Description = "File with the silos' Cluster:ClientKey (or the key itself in FEISHU_CLIENT_KEY).",
            HelpName = "file",
            Recursive = true,
        };
        _output = new Option<string>("--output", "-o")
        {
            Description = "How results are written.",
            DefaultValueFactory = _ => Table,
            Recursive = true,
        };
        _output.AcceptOnlyFromAmong(Table, Json);
    }

    public IEnumerable<Option> All => [_gateway, _clusterId, _serviceId, _clientKeyFile, _output];

    public bool WantsJson(ParseResult parsed) => parsed.GetRequiredValue(_output) == Json;

    public async Task<ClusterAddress> ReadAddressAsync(ParseResult parsed, CancellationToken cancellationToken) => new(
        parsed.GetRequiredValue(_gateway),
        parsed.GetRequiredValue(_clusterId),
        parsed.GetRequiredValue(_serviceId),
        parsed.GetValue(_clientKeyFile) is { } file
            ? await SecretText.FromFileAsync("client key", file, cancellationToken)
            : _terminal.GetVariable("FEISHU_CLIENT_KEY"));

    private static Gateway[] ParseGateways(ArgumentResult result)
    {
        var gateways = new List<Gateway>();
        foreach (var token in result.Tokens)
        {
            if (Gateway.TryParse(token.Value, out var gateway))
                gateways.Add(gateway);
            else
                result.AddError($"'{token.Value}' is not a gateway: use host:port, for example {Gateway.Default}.");
        }

        return [.. gateways];
    }

    private Option<string> Identifier(string name, string variable, string setting)
    {
        var option = new Option<string>(name)
        {
            Description = $"The silos' {setting} (or {variable}).",
            HelpName = "id",
            DefaultValueFactory = _ => _terminal.GetVariable(variable) ?? ClusterAddress.DefaultId,
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError($"{name} is empty: it is the silos' {setting}.");
        });
        return option;
    }
}
