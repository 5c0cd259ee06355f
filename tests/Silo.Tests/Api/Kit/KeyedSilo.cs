namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>A silo with a key for each scope. The key is its name and a tail.</summary>
public sealed class KeyedSilo : IAsyncLifetime
{
    public static readonly string[] Scopes = ["read", "operate", "send"];

    internal ApiSilo Silo { get; private set; } = null!;

    public static string KeyOf(string scope) => $"{scope}-key-0123456789abcdef";

    public async ValueTask InitializeAsync()
    {
        var keys = Scopes.Select(static scope => $$"""
            "{{scope}}er": { "Sha256": "{{ApiSilo.Hash(KeyOf(scope))}}", "Scopes": "{{scope}}" }
            """);
        Silo = await ApiSilo.StartAsync($$"""{ "Api": { "Keys": { {{string.Join(',', keys)}} } } }""");
    }

    public ValueTask DisposeAsync() => Silo.DisposeAsync();
}
