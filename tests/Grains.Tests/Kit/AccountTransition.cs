using Feishu.Client.Supervision;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>A transition of an account's connection.</summary>
internal sealed record AccountTransition(string AccountId, Transition Transition);
