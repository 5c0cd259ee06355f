using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Startup;

/// <summary>Says what is wrong with <see cref="SecretsOptions"/>, never what the keys are.</summary>
internal sealed class SecretsOptionsValidator : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        string?[] problems =
        [
            Explain("Secrets:MasterKey", options.MasterKey, options.MasterKeyFile),
            Explain("Secrets:OtherMasterKey", options.OtherMasterKey, options.OtherMasterKeyFile),
        ];
        return problems.OfType<string>().ToArray() is { Length: > 0 } some ? ValidateOptionsResult.Fail(some) : ValidateOptionsResult.Success;
    }

    private static string? Explain(string key, string? value, string? file)
    {
        if (value is not null && file is not null)
            return $"{key} and {key}File are both set: keep one of them.";
        if (value is not null)
            return MasterKey.TryParse(value) is null ? $"{key} is not {Shape}" : null;
        if (file is null)
            return null;
        if (!SecretFile.TryRead(file, out var text, out var problem))
            return $"{key}File {problem}";
        return MasterKey.TryParse(text) is null ? $"{key}File '{file}' does not hold {Shape}" : null;
    }

    private static string Shape => $"base64 of exactly {MasterKey.Size} bytes. Make one with: openssl rand -base64 {MasterKey.Size}";
}
