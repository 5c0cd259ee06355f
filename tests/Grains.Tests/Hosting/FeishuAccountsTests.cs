using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Tests.Hosting;

public sealed class FeishuAccountsTests
{
    [Fact]
    public void AddFeishuAccounts_Twice_AddsNothingTheSecondTime()
    {
        var counts = new List<int>();

        new HostBuilder().UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.AddFeishuAccounts();
            counts.Add(silo.Services.Count);
            silo.AddFeishuAccounts();
            counts.Add(silo.Services.Count);
        }).Build().Dispose();

        Assert.Equal(counts[0], counts[1]);
    }

    [Theory]
    [InlineData("http://open.example.com")]
    [InlineData("https://open.example.com/path")]
    [InlineData("ftp://open.example.com")]
    public void BaseAddress_Unusable_IsNamed(string address)
    {
        using var host = new HostBuilder().UseOrleans(silo =>
        {
            silo.UseLocalhostClustering().AddFeishuAccounts();
            silo.Services.AddSingleton(MasterKey.Generate());
            silo.Services.Configure<PlatformOptions>(options => options.BaseAddress = new Uri(address));
        }).Build();

        var failure = Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<PlatformOptions>>().Value);

        Assert.Contains("Feishu:BaseAddress", failure.Message, StringComparison.Ordinal);
    }
}
