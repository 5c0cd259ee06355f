using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>The command line of <c>feishuctl</c>.</summary>
internal sealed class FeishuctlApp
{
    public const string Name = "feishuctl";

    private readonly ITerminal _terminal;
    private readonly Command _root;

    public FeishuctlApp(ITerminal terminal, TimeProvider time)
    {
        _terminal = terminal;
        var options = new GlobalOptions(terminal);
        var host = new CommandHost(terminal, time, options);
        var help = new HelpOption();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        _root = new DescribedCommand(
            Name,
            "Shows and steers the accounts of a FeishuOrleans cluster.",
            "accounts list",
            "accounts add sales-bot --app-id cli_0123456789abcdef < secret.txt",
            "accounts watch",
            "--gateway 10.0.0.4:30000 --cluster-id prod --client-key-file key.txt cluster show")
        {
            help,
            new VersionOption(),
            AccountsCommand.Create(host),
            EventsCommand.Create(host),
            MessagesCommand.Create(host),
            ClusterCommand.Create(host),
            SecretsCommand.Create(host),
            DoctorCommand.Create(host),
        };
        foreach (var option in options.All)
            _root.Add(option);
    }

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        // No response files: an argument that begins with @ is what it says.
        var parsed = _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
            return (int)RefuseUsage(parsed);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = _terminal.Output,
            Error = _terminal.Error,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private ExitCode RefuseUsage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            _terminal.Error.WriteLine($"error: {error.Message}");
        _terminal.Error.WriteLine($"See: {CommandLine(parsed)} --help");
        return ExitCode.WrongUsage;
    }

    private static string CommandLine(ParseResult parsed)
    {
        var words = new List<string>();
        for (Symbol? symbol = parsed.CommandResult.Command; symbol is not null; symbol = symbol.Parents.FirstOrDefault())
            words.Insert(0, symbol.Name);
        return string.Join(' ', words);
    }
}
