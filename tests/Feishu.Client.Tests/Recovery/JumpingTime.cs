namespace Feishu.Client.Tests.Recovery;

/// <summary>Real time whose wall clock somebody sets.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref offset));

    public void Jump(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
