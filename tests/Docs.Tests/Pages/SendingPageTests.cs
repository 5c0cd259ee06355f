using System.Globalization;
using System.Reflection;
using Feishu.Client.Sending;

namespace FeishuOrleans.Docs.Tests.Pages;

public sealed class SendingPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.Read("docs/sending.md");

    [Fact]
    public void LimitsTable_Always_EqualsTheConstants()
    {
        var constants = typeof(SendingLimits)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture)));

        var table = Page.Table("Limits").Select(row => (row[0], int.Parse(row[1], CultureInfo.InvariantCulture)));

        Assert.Equal(constants.Order(), table.Order());
    }

    [Fact]
    public void FailuresTable_Always_HasEveryFailureWithItsCodesAndItsAdvice()
    {
        var program = Enum.GetValues<SendFailure>().Select(failure => (failure.ToString(), CodesOf(failure), SendAdvice.For(failure)));

        var table = Page.Table("Failures").Select(row => (row[0], row[1], row[2]));

        Assert.Equal(program, table);
    }

    [Fact]
    public void ProtocolNotes_Always_ExplainEveryCode()
    {
        var notes = MarkdownPage.Read("docs/protocol.md").Table("7.6 Codes of sending").SelectMany(row => row[0].Split(", "));
        var elsewhere = SendErrorTable.ByCode.Where(code => code.Value is SendFailure.TokenRefused).Select(code => $"{code.Key}").Append("99991400");

        Assert.Equal(SendErrorTable.ByCode.Keys.Select(code => $"{code}").Order(), notes.Concat(elsewhere).Order());
    }

    private static string CodesOf(SendFailure failure)
    {
        var codes = SendErrorTable.ByCode.Where(code => code.Value == failure).Select(code => code.Key).Order().ToList();
        return codes.Count == 0 ? "–" : string.Join(", ", codes);
    }
}
