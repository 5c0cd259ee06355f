using System.Globalization;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Deploy.Tests.Image;

public sealed class PublishedSiloTests(ImageLikeFolder image) : IClassFixture<ImageLikeFolder>
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(1);

    /// <summary>No right but to its data directory, no file elsewhere: it starts, is found healthy, and stops in order.</summary>
    [Fact]
    public async Task Silo_AsAnybodyFromAFolderOfSomebodyElse_RunsAndStops()
    {
        var (files, http) = (image.Files().ToArray(), FreePort.Next());
        var ports = SiloPorts.Free();
        await using var silo = image.Start($"--Cluster:SiloPort={ports.Silo}", $"--Cluster:GatewayPort={ports.Gateway}", $"--urls=http://127.0.0.1:{http}");

        await silo.LineAsync("Silo ready", Start);
        Assert.NotEqual(0, UserOf(silo.Id));
        Assert.Equal(0, await ImageLikeFolder.CheckHealthAsync(http));

        silo.Send(UnixSignal.Terminate);
        Assert.Equal(0, await silo.ExitAsync(Start));
        Assert.Contains("Silo stopped", silo.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, await ImageLikeFolder.CheckHealthAsync(http));
        Assert.Equal(files, image.Files());
        Assert.True(File.Exists(Path.Combine(image.Data, "journal.db")));
    }

    private static int UserOf(int process) => int.Parse(
        File.ReadLines($"/proc/{process}/status").Single(static line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1], CultureInfo.InvariantCulture);
}
