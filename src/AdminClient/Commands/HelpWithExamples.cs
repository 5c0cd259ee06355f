using System.CommandLine;
using System.CommandLine.Invocation;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>The parser's own help, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not DescribedCommand { Examples: { Count: > 0 } examples })
            return exitCode;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {FeishuctlApp.Name} {example}");
        output.WriteLine();
        return exitCode;
    }
}
