namespace FeishuOrleans.Storage.Tests;

public sealed class StorageOptionsTests
{
    private readonly StorageOptionsValidator _validator = new();

    [Fact]
    public void Validate_Defaults_AreGood() => Assert.True(_validator.Validate(null, new StorageOptions()).Succeeded);

    [Theory]
    [InlineData("Postgres")]
    [InlineData("sqlite")]
    [InlineData("")]
    public void Validate_UnknownProvider_NamesTheKeyAndThoseThatExist(string provider)
    {
        var result = _validator.Validate(null, new StorageOptions { Provider = provider });

        Assert.Equal($"Storage:Provider is '{provider}': this version has Sqlite, PostgreSql and AzureStorage.", Assert.Single(result.Failures!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("Database=feishu;Password=s3cret")]
    [InlineData("Host=db;Port=s3cret")]
    [InlineData("postgres://user:s3cret@db/feishu")]
    public void Validate_PostgreSqlWithoutAGoodConnectionString_NamesTheKeyAndNotTheSecret(string? connectionString)
    {
        var result = _validator.Validate(null, new StorageOptions { Provider = StorageProvider.PostgreSql, ConnectionString = connectionString });

        var failure = Assert.Single(result.Failures!);
        Assert.StartsWith("Storage:ConnectionString ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_PostgreSqlWithAConnectionString_IsGood() =>
        Assert.True(_validator.Validate(null, new StorageOptions { Provider = StorageProvider.PostgreSql, ConnectionString = "Host=db;Database=feishu;Username=feishu" }).Succeeded);

    [Fact]
    public void Validate_AzureStorageInABuildWithoutIt_SaysHowToBuildWithIt()
    {
        var result = _validator.Validate(null, new StorageOptions { Provider = StorageProvider.AzureStorage });

        Assert.Contains("-p:AzureStorage=true", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SqliteWithTwoMistakes_NamesBoth()
    {
        var result = _validator.Validate(null, new StorageOptions { DataDirectory = " ", ConnectionString = "Data Source=x" });

        Assert.Equal(2, result.Failures!.Count());
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Storage:DataDirectory ", StringComparison.Ordinal));
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Storage:ConnectionString ", StringComparison.Ordinal));
    }
}
