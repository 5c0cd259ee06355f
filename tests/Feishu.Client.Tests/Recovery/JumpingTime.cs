namespace Feishu.Client.Tests.Recovery;

/// <summary>Real time whose wall clock somebody sets.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offset));

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
