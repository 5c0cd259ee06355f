namespace FeishuOrleans.Grains.Interfaces.Secrets;

/// <summary>The secrets of all accounts. The key is 0.</summary>
[Alias("feishu.ISecretsGrain")]
[GrainInterfaceType("feishu.secrets")]
public interface ISecretsGrain : IGrainWithIntegerKey
{
    /// <summary>Seals the secrets of some accounts with the current master key, where they are not. Safe to repeat.</summary>
    /// <param name="after">Id of the last account of the previous page; null for the first page.</param>
    /// <param name="limit">At most this many accounts, 1 to 1,000.</param>
    [ResponseTimeout("00:02:00")]
    [Alias("Reseal")]
    Task<ResealReply> ResealAsync(string? after, int limit);

    /// <summary>Goes through all accounts once more; when every secret is sealed with the current key, the other one is needed no longer.</summary>
    [ResponseTimeout("00:10:00")]
    [Alias("Conclude")]
    Task<ResealReply> ConcludeAsync();
}
