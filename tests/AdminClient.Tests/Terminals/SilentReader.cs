namespace FeishuOrleans.AdminClient.Tests.Terminals;

/// <summary>A pipe that nobody writes to: reading blocks until the reader is disposed.</summary>
internal sealed class SilentReader : TextReader
{
    private readonly ManualResetEventSlim _closed = new();

    public override int ReadBlock(char[] buffer, int index, int count)
    {
        _closed.Wait();
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        // Not disposed itself: the blocked reader is just leaving it.
        _closed.Set();
        base.Dispose(disposing);
    }
}
