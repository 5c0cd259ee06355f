using Feishu.Client;
using Feishu.Client.Sending;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Grains.Messages;

/// <summary>Sends as an account: with its stored credentials, whatever its connection does, through the silo's one sender.</summary>
internal sealed class AccountMessages(
    IGrainContextAccessor context, AccountStore store, AccountOwner owner, Credentials credentials, CallOrder order, IMessageSender sender)
{
    private readonly string _accountId = context.AccountId();
    private StoredRegistration? _opened;
    private FeishuAccount? _account;
    private AccountFault? _fault;

    /// <summary>What became of the message, or why the account cannot send.</summary>
    public Task<SendReply> SendAsync(SendRequest? request) => request is { TargetId: not null, Type: not null, ContentJson: not null }
        ? order.RunAsync(request.Place, () => PlaceAsync(request))
        // Callers may leave out what the compiler would not let them.
        : Task.FromResult(Refuse(RefusalKind.InvalidInput, "A message needs a target's id, a type and a content."));

    /// <summary>The message has its place among those to its chat before this first waits.</summary>
    private async Task<SendReply> PlaceAsync(SendRequest request)
    {
        if (store.State is null)
            return SendReply.Refused(owner.Refusal().Refusal!);
        if (store.State.Registration is not { } registration)
            return SendReply.Refused(AccountRules.Unknown.ToReply().Refusal!);
        if (!Enum.IsDefined(request.TargetKind))
            return Refuse(RefusalKind.InvalidInput, "This version does not know this kind of target.");
        Unseal(registration);
        if (_account is null)
            return Refuse(RefusalKind.WrongState, $"{_fault!.Message} {_fault.Advice}");
        // A caller that is gone does not take its message back: it may be under way, and those behind it keep their order.
        return SendMapper.ToReply(await sender.SendAsync(_account, SendMapper.ToMessage(request), CancellationToken.None));
    }

    private static SendReply Refuse(RefusalKind kind, string message) => SendReply.Refused(new AccountRefusal(kind, message));

    private void Unseal(StoredRegistration registration)
    {
        if (ReferenceEquals(_opened, registration))
            return;
        (_account, _fault) = credentials.Open(_accountId, registration);
        _opened = registration;
    }
}
