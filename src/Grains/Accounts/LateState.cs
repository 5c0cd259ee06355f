using Orleans.Core;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// Persistent state that is read when its owner asks. The attribute of the same purpose reads before the activation
/// exists, so that a failed read leaves nobody to show the failure and to try again.
/// </summary>
internal sealed class LateState<TState>(string name, IGrainContext context, IGrainStorage storage)
    : StateStorageBridge<TState>(name, context, storage), IPersistentState<TState>;
