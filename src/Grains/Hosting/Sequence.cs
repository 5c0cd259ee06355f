namespace FeishuOrleans.Grains.Hosting;

/// <summary>Runs works of one grain one after the other, also those begun between its turns. A failure concerns its own work only.</summary>
internal sealed class Sequence
{
    private Task last = Task.CompletedTask;

    public Task RunAsync(Func<Task> work)
    {
        last = RunAfterAsync(last, work);
        return last;
    }

    private static async Task RunAfterAsync(Task before, Func<Task> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await work();
    }
}
