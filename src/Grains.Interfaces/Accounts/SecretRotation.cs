namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>Another secret for an account.</summary>
/// <param name="AppSecret">App secret in clear. Sealed before it is stored, never returned.</param>
[GenerateSerializer, Immutable, Alias("feishu.SecretRotation")]
public sealed record SecretRotation([property: Id(0)] string AppSecret)
{
    /// <summary>Hides the secret: calls are printed with their arguments when they fail.</summary>
    public override string ToString() => nameof(SecretRotation);
}
