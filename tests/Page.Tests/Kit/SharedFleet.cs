namespace FeishuOrleans.Page.Tests.Kit;

/// <summary>All tests of the page share one browser, one silo and one platform.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFleet : ICollectionFixture<FleetRig>
{
    public const string Name = "fleet";
}
