namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>Tests that start programs, one test at a time: a program that starts wants a processor for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessTests
{
    public const string Name = "programs";
}
