using Feishu.Client;
using Feishu.Client.Supervision;

namespace FeishuOrleans.Testing.Clients;

/// <summary>Notes every transition, so that a test waits for what it means instead of for time.</summary>
public sealed class TransitionProbe : IConnectionObserver
{
    public Signal<Transition> Transitions { get; } = new();

    /// <summary>Called with each transition after it was noted; a test hangs or throws here to play a bad observer.</summary>
    public Action<Transition> OnEach { get; set; } = static _ => { };

    public void OnTransition(FeishuConnection connection, Transition transition)
    {
        Transitions.Add(transition);
        OnEach(transition);
    }

    /// <summary>The first arrival at a stage.</summary>
    public Task<Transition> StageAsync(ConnectStage stage) =>
        Transitions.FirstAsync(transition => transition.To is Connecting connecting && connecting.Stage == stage).Within(what: $"stage {stage}");

    /// <summary>The next arrival in a state after <paramref name="skip"/> transitions.</summary>
    public async Task<TState> ReachedAsync<TState>(int skip = 0)
        where TState : ConnectionState =>
        (TState)(await Transitions.FirstAsync(transition => transition.To is TState, skip).Within(what: $"state {typeof(TState).Name} after {skip} transitions")).To;
}
