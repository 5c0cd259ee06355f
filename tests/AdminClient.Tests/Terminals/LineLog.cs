using System.Text;

namespace FeishuOrleans.AdminClient.Tests.Terminals;

/// <summary>Keeps what was written and lets a test wait for a line.</summary>
internal sealed class LineLog : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waiting = [];
    private int _lineStart;

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_gate)
                return _text.ToString();
        }
    }

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override void Write(char value)
    {
        lock (_gate)
        {
            _text.Append(value);
            if (value != '\n')
                return;
            Announce(_text.ToString(_lineStart, _text.Length - _lineStart - 1));
            _lineStart = _text.Length;
        }
    }

    /// <summary>The first line, written before or after the call, that is wanted.</summary>
    public Task<string> LineAsync(Func<string, bool> wanted)
    {
        lock (_gate)
        {
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Array.Find(_text.ToString(0, _lineStart).Split('\n'), line => wanted(line)) is { } line)
                found.SetResult(line);
            else
                _waiting.Add((wanted, found));
            return found.Task;
        }
    }

    private void Announce(string line)
    {
        foreach (var waiter in _waiting.Where(waiter => waiter.Wanted(line)).ToArray())
        {
            waiter.Found.SetResult(line);
            _waiting.Remove(waiter);
        }
    }
}
