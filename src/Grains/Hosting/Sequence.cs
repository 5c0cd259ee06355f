namespace FeishuOrleans.Grains.Hosting;

/// <summary>Runs works of one grain one after the other, also those begun between its turns: none overtakes another. A failure concerns its own work only.</summary>
internal sealed class Sequence
{
    private Task _last = Task.CompletedTask;

    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var run = RunAfterAsync(_last, work);
        _last = run;
        return run;
    }

    private static async Task<T> RunAfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await work();
    }
}
