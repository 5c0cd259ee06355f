using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Startup;

/// <summary>Says what is wrong with <see cref="SecretsOptions"/>, never what the key is.</summary>
internal sealed class SecretsOptionsValidator : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options) => Explain(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private static string? Explain(SecretsOptions options)
    {
        if (options is { MasterKey: not null, MasterKeyFile: not null })
            return "Secrets:MasterKey and Secrets:MasterKeyFile are both set: keep one of them.";
        if (options.MasterKey is not null)
            return MasterKey.TryParse(options.MasterKey) is null ? $"Secrets:MasterKey is not {Shape}" : null;
        if (options.MasterKeyFile is null)
            return null;
        if (!SecretFile.TryRead(options.MasterKeyFile, out var text, out var problem))
            return $"Secrets:MasterKeyFile {problem}";
        return MasterKey.TryParse(text) is null ? $"Secrets:MasterKeyFile '{options.MasterKeyFile}' does not hold {Shape}" : null;
    }

    private static string Shape => $"base64 of exactly {MasterKey.Size} bytes. Make one with: openssl rand -base64 {MasterKey.Size}";
}
