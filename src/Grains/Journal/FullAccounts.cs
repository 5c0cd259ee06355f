using System.Threading.Channels;

namespace FeishuOrleans.Grains.Journal;

/// <summary>Accounts whose events met the quota: room is to be made for them at once, not in the next round. Thread-safe.</summary>
internal sealed class FullAccounts
{
    /// <summary>More than this are found by the next round.</summary>
    private const int Capacity = 64;

    private readonly Channel<string> _accounts = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public ChannelReader<string> Reader => _accounts.Reader;

    public void Add(string accountId) => _accounts.Writer.TryWrite(accountId);
}
