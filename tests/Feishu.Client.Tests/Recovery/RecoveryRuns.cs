namespace Feishu.Client.Tests.Recovery;

/// <summary>Many connections on short durations: run after the other tests of the project, not beside them.</summary>
[CollectionDefinition(nameof(RecoveryRuns), DisableParallelization = true)]
public sealed class RecoveryRuns;
