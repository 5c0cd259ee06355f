namespace FeishuOrleans.Silo.Startup;

/// <summary>Registration of the declared accounts.</summary>
internal static class DeclaredAccountsExtensions
{
    /// <summary>Adds their task. After the silo: services start in their order, so it finds the silo active.</summary>
    public static void AddDeclaredAccounts(this WebApplicationBuilder builder, Declarations declarations)
    {
        builder.Services.AddSingleton(declarations);
        builder.Services.AddSingleton<IClusterAccounts, ClusterAccounts>();
        builder.Services.AddHostedService<DeclaredAccounts>();
    }
}
