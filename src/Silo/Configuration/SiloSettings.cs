using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Silo.Startup;
using FeishuOrleans.Silo.Telemetry;
using FeishuOrleans.Storage;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>Everything the silo is told, read and checked before anything starts.</summary>
internal sealed record SiloSettings
{
    /// <summary>The sources, for what reads its own section (logging, options of other projects).</summary>
    public required IConfigurationRoot Configuration { get; init; }

    public required SiloClusterOptions Cluster { get; init; }

    public required StorageOptions Storage { get; init; }

    public required SecretsOptions Secrets { get; init; }

    public required Declarations Declarations { get; init; }

    public required ApiKeySet ApiKeys { get; init; }

    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>Addresses of HTTP.</summary>
    public required string[] Urls { get; init; }

    /// <exception cref="StartRefusedException">Something is unknown or wrong.</exception>
    public static SiloSettings Load(CommandLine command)
    {
        var problems = new List<string>(command.Problems);
        var settings = Read(ConfigurationSources.Read(command, problems), problems);
        return problems.Count == 0 ? settings : throw new StartRefusedException(problems);
    }

    private static SiloSettings Read(IConfigurationRoot configuration, List<string> problems)
    {
        var reader = new SectionReader(configuration, problems);
        var keys = ApiKeyReader.Read(configuration, problems);
        var settings = new SiloSettings
        {
            Configuration = configuration,
            Cluster = Check(reader.Read<SiloClusterOptions>(SiloClusterOptions.SectionName), new SiloClusterOptionsValidator(), problems),
            Storage = Check(reader.Read<StorageOptions>(StorageOptions.SectionName), new StorageOptionsValidator(), problems),
            Secrets = Check(reader.Read<SecretsOptions>(SecretsOptions.SectionName), new SecretsOptionsValidator(), problems),
            Declarations = Declarations.Read(configuration.GetSection(AccountsOptions.SectionName), problems),
            ApiKeys = keys,
            Telemetry = TelemetrySettings.Read(
                Check(reader.Read<TelemetryOptions>(TelemetryOptions.SectionName), new TelemetryOptionsValidator(), problems), configuration),
            Urls = ListenUrls.Read(configuration, hasKeys: !keys.IsEmpty, problems),
        };
        Check(reader.Read<PlatformOptions>(PlatformOptions.SectionName), new PlatformOptionsValidator(), problems);
        Check(reader.Read<SupervisionOptions>(SupervisionOptions.SectionName), new SupervisionOptionsValidator(), problems);
        Check(reader.Read<DispatchOptions>(DispatchOptions.SectionName), new DispatchOptionsValidator(), problems);
        Check(reader.Read<JournalOptions>(JournalOptions.SectionName), new JournalOptionsValidator(), problems);
        if (MasterKeySource.Explain(settings.Secrets, settings.Storage) is { } problem)
            problems.Add(problem);
        return settings;
    }

    private static T Check<T>(T options, IValidateOptions<T> validator, List<string> problems)
        where T : class
    {
        var result = validator.Validate(null, options);
        if (result.Failed)
            problems.AddRange(result.Failures);
        return options;
    }
}
