namespace FeishuOrleans.Grains.Accounts;

internal static class GrainContextExtensions
{
    /// <summary>Id of the account whose activation this is.</summary>
    public static string AccountId(this IGrainContextAccessor context) => context.GrainContext.GrainId.Key.ToString()!;
}
