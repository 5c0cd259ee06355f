namespace FeishuOrleans.Grains.Directory;

/// <summary>Writing state that is replaced as a whole.</summary>
internal static class PersistentStateExtensions
{
    /// <summary>Stores the next state. When that fails, memory keeps what storage confirmed last and the caller is told.</summary>
    public static async Task SaveAsync<TState>(this IPersistentState<TState> state, TState next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch (OrleansException)
        {
            state.State = before;
            throw;
        }
    }
}
