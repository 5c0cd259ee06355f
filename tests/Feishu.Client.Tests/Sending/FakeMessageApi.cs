using Feishu.Client.OpenApi;
using Feishu.Client.Sending;

namespace Feishu.Client.Tests.Sending;

/// <summary>Notes calls and answers what the test says; by default it takes every message at once.</summary>
internal sealed class FakeMessageApi(TimeProvider time) : IMessageApi
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public Signal<MessageCall> Calls { get; } = new();

    /// <summary>Given the call and its number, from 1.</summary>
    public Func<MessageCall, int, Task<Sent>> Answer { get; set; } = static (call, _) => Task.FromResult(new Sent("om_" + call.Text, null, null));

    public Task<Sent> CallAsync(FeishuAccount account, OpenApiRequest request, CancellationToken cancellation)
    {
        var call = new MessageCall(account, request, time.GetUtcNow() - _start);
        Calls.Add(call);
        return Answer(call, Calls.Items.Count).WaitAsync(cancellation);
    }

    /// <summary>The first calls fail like this, in this order; the others are taken.</summary>
    public void FailFirst(params OpenApiException[] failures)
    {
        var otherwise = Answer;
        Answer = (call, number) => number <= failures.Length ? Task.FromException<Sent>(failures[number - 1]) : otherwise(call, number);
    }
}
