using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Accounts;

public sealed class PlatformOptionsValidator : IValidateOptions<PlatformOptions>
{
    public ValidateOptionsResult Validate(string? name, PlatformOptions options) =>
        AccountDomain.Explain(options.BaseAddress.OriginalString) is { } problem
            ? ValidateOptionsResult.Fail($"{PlatformOptions.SectionName}:{nameof(PlatformOptions.BaseAddress)}: {problem}")
            : ValidateOptionsResult.Success;
}
