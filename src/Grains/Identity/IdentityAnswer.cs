using Feishu.Client;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Identity;

/// <summary>What the platform said about whom.</summary>
internal sealed record IdentityAnswer(FeishuAccount About, AccountIdentity Identity);
