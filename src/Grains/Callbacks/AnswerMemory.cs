namespace FeishuOrleans.Grains.Callbacks;

/// <summary>
/// Asks once for each callback: one that comes again while its question is under way waits for the same answer, and one
/// that comes after the answer gets it again. A question that ended without answer is forgotten. In memory only: after a
/// crash the operator's code may be asked a second time, with the same webhook-id. Thread-safe.
/// </summary>
internal sealed class AnswerMemory(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string AccountId, string Key), Task<ReadOnlyMemory<byte>>> _answers = [];
    private readonly Queue<(string AccountId, string Key, int Bytes, long Since)> _remembered = [];
    private int _bytes;

    /// <summary>The answer to a callback, asked for when it is not known.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="key">The callback's key in the journal.</param>
    /// <param name="ask">Asks; never throws. Empty for no answer.</param>
    public Task<ReadOnlyMemory<byte>> GetAsync(string accountId, string key, Func<Task<ReadOnlyMemory<byte>>> ask)
    {
        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            Forget();
            if (_answers.TryGetValue((accountId, key), out var known))
                return known;
            _answers.Add((accountId, key), answer.Task);
        }

        _ = FillAsync(accountId, key, ask, answer);
        return answer.Task;
    }

    private async Task FillAsync(string accountId, string key, Func<Task<ReadOnlyMemory<byte>>> ask, TaskCompletionSource<ReadOnlyMemory<byte>> answer)
    {
        var json = await ask();
        lock (_gate)
        {
            if (json.IsEmpty)
                _answers.Remove((accountId, key));
            else
                Remember(accountId, key, json.Length);
        }

        answer.SetResult(json);
    }

    private void Remember(string accountId, string key, int bytes)
    {
        _remembered.Enqueue((accountId, key, bytes, time.GetTimestamp()));
        _bytes += bytes;
        Forget();
    }

    private void Forget()
    {
        while (_remembered.TryPeek(out var oldest) && (IsTooMuch() || time.GetElapsedTime(oldest.Since) > CallbackLimits.Memory))
        {
            _remembered.Dequeue();
            _bytes -= oldest.Bytes;
            _answers.Remove((oldest.AccountId, oldest.Key));
        }
    }

    private bool IsTooMuch() => _remembered.Count > CallbackLimits.RememberedAnswers || _bytes > CallbackLimits.RememberedBytes;
}
