namespace Feishu.Simulator.Tests.Conformance;

/// <summary>The tests that start node: one installation for all, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class NodeTests : ICollectionFixture<NodeModules>
{
    public const string Name = "node";
}
