using Spectre.Console;

namespace FeishuOrleans.AdminClient.Terminals;

/// <summary>Makes the console that tables are drawn on.</summary>
internal static class Screen
{
    /// <summary>Wide enough that no row is ever wrapped in a file or a pipe.</summary>
    private const int UnlimitedWidth = 20_000;

    /// <summary>The terminal's output; plain text of any width when it is a file or a pipe.</summary>
    public static IAnsiConsole For(ITerminal terminal)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Ansi(terminal),
            ColorSystem = terminal.OutputIsTerminal && terminal.GetVariable("NO_COLOR") is null
                ? ColorSystemSupport.Detect
                : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Output),
            // The defaults turn colours on for some build servers, although their logs are files.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!terminal.OutputIsTerminal)
            screen.Profile.Width = UnlimitedWidth;
        return screen;
    }

    /// <summary>Whether a view can redraw itself in place.</summary>
    public static bool CanRedraw(IAnsiConsole screen) => screen.Profile.Capabilities.Ansi;

    private static AnsiSupport Ansi(ITerminal terminal)
    {
        if (!terminal.OutputIsTerminal)
            return AnsiSupport.No;
        // Windows has no TERM; there the library asks the console and switches its control sequences on.
        if (OperatingSystem.IsWindows())
            return AnsiSupport.Detect;
        return terminal.GetVariable("TERM") is null or "dumb" ? AnsiSupport.No : AnsiSupport.Yes;
    }
}
