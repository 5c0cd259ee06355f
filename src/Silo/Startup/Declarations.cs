using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Configuration;

namespace FeishuOrleans.Silo.Startup;

/// <summary>What the configuration says about accounts.</summary>
/// <param name="Revision"><c>Accounts:Revision</c>.</param>
/// <param name="Accounts">The declared accounts by id.</param>
internal sealed record Declarations(long Revision, IReadOnlyDictionary<string, AccountRegistration> Accounts)
{
    /// <summary>Reads the section; what is wrong with an account is noted and leaves the account out.</summary>
    public static Declarations Read(IConfigurationSection section, ICollection<string> problems)
    {
        var reader = new SectionReader(section, problems);
        var accounts = new Dictionary<string, AccountRegistration>(StringComparer.Ordinal);
        var revision = 0L;
        foreach (var child in section.GetChildren())
        {
            if (child.Key.Equals(nameof(AccountsOptions.Revision), StringComparison.OrdinalIgnoreCase))
                revision = ReadRevision(child, problems);
            else if (AccountId.Explain(child.Key) is { } problem)
                problems.Add($"{child.Path}: {problem}");
            else if (ReadAccount(child, reader, problems) is { } account)
                accounts.Add(child.Key, account);
        }

        return new Declarations(revision, accounts);
    }

    private static long ReadRevision(IConfigurationSection child, ICollection<string> problems)
    {
        if (SettingValue.Parse(typeof(long), child.Value ?? string.Empty) is long revision and >= 0)
            return revision;
        problems.Add($"{child.Path} is '{child.Value}': give a whole number, 0 or more.");
        return 0;
    }

    private static AccountRegistration? ReadAccount(IConfigurationSection section, SectionReader reader, ICollection<string> problems)
    {
        var (before, path) = (problems.Count, section.Path);
        var options = reader.Read<DeclaredAccountOptions>(section.Key, except: DeclaredWebhookOptions.SectionName);
        var webhookOptions = reader.Read<DeclaredWebhookOptions>($"{section.Key}:{DeclaredWebhookOptions.SectionName}");
        if (AppId.Explain(options.AppId) is { } appProblem)
            problems.Add($"{path}:{nameof(options.AppId)}: {appProblem}");
        if (AccountDomain.Explain(options.Domain) is { } domainProblem)
            problems.Add($"{path}:{nameof(options.Domain)}: {domainProblem}");
        var secret = ReadSecret(options, path, problems);
        var webhook = DeclaredWebhook.Read(section.GetSection(DeclaredWebhookOptions.SectionName), webhookOptions, problems);
        return problems.Count == before ? new AccountRegistration(options.AppId!, secret!, options.Domain, options.Enabled, webhook) : null;
    }

    private static string? ReadSecret(DeclaredAccountOptions options, string path, ICollection<string> problems)
    {
        if (options.AppSecretFile is null && string.IsNullOrWhiteSpace(options.AppSecret))
            problems.Add($"{path}:{nameof(options.AppSecret)} is missing: set it, or {nameof(options.AppSecretFile)}.");
        return SecretSetting.Read($"{path}:{nameof(options.AppSecret)}", options.AppSecret, options.AppSecretFile, problems);
    }
}
