using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Commands;

public sealed class AppSecretSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("s3cret", "s3cret")]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData(" s3cret ", " s3cret ")]
    public async Task ReadAsync_StandardInput_DropsOneNewline(string input, string secret)
    {
        var terminal = new FakeTerminal { Input = new StringReader(input) };

        Assert.Equal(secret, await ReadAsync(terminal, file: null));
    }

    [Theory]
    [InlineData("one\ntwo", "more than one line")]
    [InlineData("one\n\n", "more than one line")]
    [InlineData("bell\a", "more than one line")]
    public async Task ReadAsync_NotOneLine_IsRefused(string input, string reason)
    {
        var terminal = new FakeTerminal { Input = new StringReader(input) };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => ReadAsync(terminal, file: null));

        Assert.Equal(ExitCode.WrongUsage, failure.ExitCode);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_EndlessInput_IsRefusedWithoutReadingItAll()
    {
        using var endless = new StreamReader("/dev/zero");
        var terminal = new FakeTerminal { Input = endless };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => ReadAsync(terminal, file: null));

        Assert.Contains("longer than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_AllSources_FileWinsOverVariableOverInput()
    {
        var file = _directory.Beside("secret");
        await File.WriteAllTextAsync(file, "from-file\n", TestContext.Current.CancellationToken);
        var terminal = new FakeTerminal { Input = new StringReader("from-input") };

        var input = await ReadAsync(terminal, file: null);
        terminal.Variables["FEISHU_APP_SECRET"] = "from-variable";
        var variable = await ReadAsync(terminal, file: null);
        var chosen = await ReadAsync(terminal, file);

        Assert.Equal(("from-input", "from-variable", "from-file"), (input, variable, chosen));
    }

    [Fact]
    public async Task ReadAsync_Terminal_Asks()
    {
        var terminal = new FakeTerminal { InputIsTerminal = true, TypedSecret = "typed" };

        Assert.Equal("typed", await ReadAsync(terminal, file: null));
        Assert.Single(terminal.Questions);
    }

    [Fact]
    public async Task ReadAsync_InputNeverEnds_IsEndedByCancellation()
    {
        using var silent = new SilentReader();
        using var stop = new CancellationTokenSource();
        var reading = AppSecretSource.ReadAsync(new FakeTerminal { Input = silent }, null, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Within(what: "the cancelled read to end"));
    }

    private static Task<string> ReadAsync(FakeTerminal terminal, string? file) =>
        AppSecretSource.ReadAsync(terminal, file, TestContext.Current.CancellationToken).Within(what: "the secret");
}
