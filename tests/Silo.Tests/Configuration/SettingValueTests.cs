using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Hosting;

namespace FeishuOrleans.Silo.Tests.Configuration;

public sealed class SettingValueTests
{
    [Theory]
    [InlineData("00:00:30", 30)]
    [InlineData("0:00:01", 1)]
    [InlineData("00:00:00.1", 0.1)]
    [InlineData("1.00:00:00", 86_400)]
    public void Parse_Duration_IsRead(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SettingValue.Parse(typeof(TimeSpan), text));

    /// <summary>The library would take the first two for thirty days and thirty minutes.</summary>
    [Theory]
    [InlineData("30")]
    [InlineData("00:30")]
    [InlineData("30s")]
    [InlineData("-00:00:30")]
    [InlineData("00:00:61")]
    [InlineData("00:00:30 ")]
    [InlineData("")]
    [InlineData("99999999999.00:00:00")]
    public void Parse_NoDuration_IsNull(string text) => Assert.Null(SettingValue.Parse(typeof(TimeSpan), text));

    [Theory]
    [InlineData(typeof(int), "1.5")]
    [InlineData(typeof(int), "99999999999")]
    [InlineData(typeof(int), " 1")]
    [InlineData(typeof(long), "x")]
    [InlineData(typeof(double), "1,5")]
    [InlineData(typeof(bool), "yes")]
    [InlineData(typeof(Uri), "open.feishu.cn")]
    public void Parse_OtherType_IsNull(Type type, string text) => Assert.Null(SettingValue.Parse(type, text));

    [Fact]
    public void Parse_EverySettingThereIs_HasAKnownType() =>
        Assert.All(SettingCatalog.Sections.SelectMany(section => SettingCatalog.KeysOf(section.Options)), key => Assert.NotEmpty(SettingValue.Describe(key.PropertyType)));

    [Theory]
    [InlineData("Local", GrainDirectoryKind.Local)]
    [InlineData("distributed", GrainDirectoryKind.Distributed)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void Parse_Enumeration_IsANameOrNothing(string text, GrainDirectoryKind? expected) =>
        Assert.Equal(expected, SettingValue.Parse(typeof(GrainDirectoryKind), text));

    [Fact]
    public void Describe_Enumeration_GivesTheNames() => Assert.Equal("Distributed or Local", SettingValue.Describe(typeof(GrainDirectoryKind)));
}
