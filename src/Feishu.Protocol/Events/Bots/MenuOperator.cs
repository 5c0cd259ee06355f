namespace Feishu.Protocol.Events.Bots;

/// <summary>Who used the menu.</summary>
public sealed class MenuOperator
{
    public string? OperatorName { get; init; }

    public UserIds? OperatorId { get; init; }
}
