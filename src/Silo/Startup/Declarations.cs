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
            else if (ReadAccount(reader.Read<DeclaredAccountOptions>(child.Key), child.Path, problems) is { } account)
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

    private static AccountRegistration? ReadAccount(DeclaredAccountOptions options, string path, ICollection<string> problems)
    {
        var before = problems.Count;
        if (AppId.Explain(options.AppId) is { } appProblem)
            problems.Add($"{path}:{nameof(options.AppId)}: {appProblem}");
        if (AccountDomain.Explain(options.Domain) is { } domainProblem)
            problems.Add($"{path}:{nameof(options.Domain)}: {domainProblem}");
        var secret = ReadSecret(options, path, problems);
        return problems.Count == before ? new AccountRegistration(options.AppId!, secret!, options.Domain, options.Enabled) : null;
    }

    private static string? ReadSecret(DeclaredAccountOptions options, string path, ICollection<string> problems)
    {
        if (options is { AppSecret: not null, AppSecretFile: not null })
            problems.Add($"{path}:{nameof(options.AppSecret)} and {path}:{nameof(options.AppSecretFile)} are both set: keep one of them.");
        else if (options.AppSecretFile is null && string.IsNullOrWhiteSpace(options.AppSecret))
            problems.Add($"{path}:{nameof(options.AppSecret)} is missing: set it, or {nameof(options.AppSecretFile)}.");
        else if (options.AppSecretFile is null)
            return options.AppSecret;
        else if (!SecretFile.TryRead(options.AppSecretFile, out var secret, out var problem))
            problems.Add($"{path}:{nameof(options.AppSecretFile)} {problem}");
        else if (secret.Length == 0)
            problems.Add($"{path}:{nameof(options.AppSecretFile)} '{options.AppSecretFile}' is empty.");
        else
            return secret;
        return null;
    }
}
