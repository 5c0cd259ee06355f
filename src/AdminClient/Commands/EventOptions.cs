using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Events;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>The options that say which events are meant.</summary>
internal sealed class EventOptions
{
    private const string Place = "sequence|time|earliest|latest";

    private readonly Option<string?> _from;
    private readonly Option<string?> _to = new("--to")
    {
        Description = "Where to end: a sequence, which is the last one; a time, from which on none is; or latest, the newest event now, which is the default.",
        HelpName = "sequence|time|latest",
    };

    private readonly Option<string[]> _type = Many("--type", "type", "Only events of this type, for example im.message.receive_v1.");
    private readonly Option<string[]> _chat = Many("--chat", "chat id", "Only events of this chat.");

    private EventOptions(Option<string?> from) => _from = from;

    /// <summary>For what goes on without an end.</summary>
    public static EventOptions AddOpenTo(Command command)
    {
        var options = new EventOptions(new("--from") { Description = "Where to begin: a sequence, a time such as 2026-01-31T08:00:00Z, earliest, or latest, which is the default.", HelpName = Place });
        command.Add(options._from);
        options.AddFilters(command);
        return options;
    }

    /// <summary>For what has an end.</summary>
    public static EventOptions AddRangeTo(Command command)
    {
        var options = new EventOptions(new("--from") { Description = "Where to begin: a sequence, a time such as 2026-01-31T08:00:00Z, or earliest.", HelpName = Place, Required = true });
        command.Add(options._from);
        command.Add(options._to);
        options.AddFilters(command);
        return options;
    }

    /// <summary>What is asked for. Places are checked by the account, which knows what it keeps.</summary>
    public EventQuery Read(ParseResult parsed) => new()
    {
        From = parsed.GetValue(_from),
        To = parsed.CommandResult.Command.Options.Contains(_to) ? parsed.GetValue(_to) ?? EventQuery.Latest : null,
        Types = Split(parsed.GetValue(_type)),
        Chats = Split(parsed.GetValue(_chat)),
    };

    private static Option<string[]> Many(string name, string what, string description) => new(name)
    {
        Description = $"{description} Several: repeat it, or separate them by commas.",
        HelpName = what,
    };

    private static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(static value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private void AddFilters(Command command)
    {
        command.Add(_type);
        command.Add(_chat);
    }
}
