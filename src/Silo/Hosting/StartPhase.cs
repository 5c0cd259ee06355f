namespace FeishuOrleans.Silo.Hosting;

/// <summary>Whether the process still starts: until then a failure ends it, and is told once by Program.</summary>
internal sealed class StartPhase
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
