using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What a request means for an account.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>It is so already.</summary>
    public sealed record Keep : Decision;

    /// <summary>Nothing changes, and the caller is told why.</summary>
    public sealed record Refuse(RefusalKind Kind, string Message) : Decision
    {
        public AccountReply ToReply() => AccountReply.Refused(Kind, Message);
    }

    /// <summary>This is to be stored.</summary>
    public sealed record Change(AccountState Next) : Decision;
}
