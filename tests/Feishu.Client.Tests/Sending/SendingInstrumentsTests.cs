using System.Text.RegularExpressions;
using Feishu.Client.Sending;
using FeishuOrleans.Testing.Metrics;

namespace Feishu.Client.Tests.Sending;

/// <summary>What is counted of messages.</summary>
public sealed partial class SendingInstrumentsTests : IAsyncDisposable
{
    private readonly SenderHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Send_Taken_CountsMessageCallAndTime()
    {
        Assert.IsType<Sent>(await _harness.SendAsync("hello").Within());

        Assert.Equal(["outcome=sent"], TagsOf("feishu.sending.messages"));
        Assert.Equal(["outcome=sent"], TagsOf("feishu.sending.duration"));
        Assert.Equal(["code=0"], TagsOf("feishu.sending.call.duration"));
        Assert.Equal([1, -1], _harness.Meters.Of("feishu.sending.waiting").Select(static one => one.Value));
    }

    [Fact]
    public async Task Send_Refused_CountsTheCode()
    {
        _harness.Api.FailFirst(SenderHarness.Limited(230002));

        Assert.IsType<SendFailed>(await _harness.SendAsync("hello").Within());

        Assert.Equal(["code=230002,outcome=botNotInChat"], TagsOf("feishu.sending.messages"));
        Assert.Equal(["code=230002"], TagsOf("feishu.sending.call.duration"));
    }

    [Fact]
    public async Task Send_WithoutAPlace_IsCountedAndNeverWaited()
    {
        Assert.IsType<SendFailed>(await _harness.SendAsync("hello", chat: "").Within());

        Assert.Equal(["outcome=invalidMessage"], TagsOf("feishu.sending.messages"));
        Assert.Empty(_harness.Meters.Of("feishu.sending.waiting"));
    }

    [Fact]
    public void Instruments_OfThePage_AreThoseOfTheProgram()
    {
        var page = File.ReadAllText(RepositoryRoot.File("docs/sending.md"));

        var documented = Row().Matches(page).Select(static row => (row.Groups["name"].Value, row.Groups["unit"].Value, row.Groups["text"].Value));

        Assert.Equal(_harness.Meters.Instruments.Items.Select(static one => (one.Name, one.Unit!, one.Description!)), documented);
        Assert.Contains($"`{SendingInstruments.MeterName}`", page, StringComparison.Ordinal);
    }

    private IEnumerable<string> TagsOf(string instrument) =>
        _harness.Meters.Of(instrument).Select(static one => string.Join(',', one.Tags.OrderBy(static tag => tag.Key).Select(static tag => $"{tag.Key}={tag.Value}")));

    [GeneratedRegex(@"^\| `(?<name>feishu\.[a-z.]+)` \| `(?<unit>[^`]+)` \|[^|]*\| (?<text>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
