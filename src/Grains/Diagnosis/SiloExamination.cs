using Feishu.Client.Endpoints;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Health;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Secrets;

namespace FeishuOrleans.Grains.Diagnosis;

/// <summary>Looks at this silo for <c>feishuctl doctor</c>: everything at once, each part for a limited time. Thread-safe.</summary>
internal sealed class SiloExamination(
    StorageProbe storage, PlatformProbe platforms, PlatformDomains domains, LocalAccounts accounts, SecretSealer sealer, SharedSettings settings, SiloCondition condition, TimeProvider time)
{
    /// <summary>How long storage and platforms may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Real fleets are on one platform or two.</summary>
    private const int MaxPlatforms = 8;

    public async Task<SiloFacts> RunAsync()
    {
        var askedAt = time.GetUtcNow();
        var stored = storage.RunAsync(Patience);
        var reached = await Task.WhenAll(Platforms().Select(CheckAsync));
        var storages = await stored;
        return new SiloFacts(askedAt, time.GetUtcNow(), ProgramVersion.Text, sealer.KeyId, [.. settings.Values], storages, reached, [.. condition.Degradations]);
    }

    /// <summary>Those of the accounts that are here; without accounts, where new ones would go.</summary>
    private IEnumerable<Uri> Platforms() => accounts.Report(null, null)
        .Select(static report => report.Status?.Domain)
        .OfType<string>()
        .DefaultIfEmpty(null)
        .Select(domains.AddressOf)
        .Distinct()
        .Take(MaxPlatforms);

    private async Task<PlatformCheck> CheckAsync(Uri platform)
    {
        var answer = await platforms.AskAsync(platform, Patience);
        return new PlatformCheck(platform.GetLeftPart(UriPartial.Authority), answer.Took, answer.HttpStatus, ClockOf(answer), answer.Problem);
    }

    /// <summary>A <c>Date</c> is cut to seconds: half of one is what it lacks on average, and what the gap may be wrong by.</summary>
    private static ClockGap? ClockOf(PlatformAnswer answer)
    {
        if (answer.Date is not { } date)
            return null;
        var half = TimeSpan.FromSeconds(0.5);
        var gap = ClockGap.Between(answer.AskedAt, date + half, date + half, answer.AskedAt + answer.Took);
        return gap with { Uncertainty = gap.Uncertainty + half };
    }
}
