using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Before.AddHours(1);
    private static readonly StoredWebhook First = new("https://one.example/", "sealed", null, null);
    private static readonly StoredWebhook Second = new("https://two.example/", null, null, null);
    private static readonly StoredDelivery Begun = new() { After = new JournalPlace("g", 7), EchoedAt = Before };

    private static readonly AccountState Silent = new()
    {
        Registration = new StoredRegistration("cli_0000000000000001", "sealed", null),
        Wanted = WantedPhase.Stopped,
        Epoch = 3,
    };

    private static readonly AccountState Delivering = Silent with
    {
        Registration = Silent.Registration! with { Webhook = First },
        Delivery = Begun,
    };

    [Fact]
    public void SetWebhook_First_BeginsDeliveryAtAPlaceThatIsFoundBeforeItIsStored()
    {
        var next = Next(DeliveryRules.SetWebhook(Silent, First));

        Assert.Equal((First, new StoredDelivery()), (next.Registration!.Webhook, next.Delivery));
    }

    [Fact]
    public void SetWebhook_Another_GoesOnAndHasToEcho()
    {
        var next = Next(DeliveryRules.SetWebhook(Delivering, Second));

        Assert.Equal((Second, Begun with { EchoedAt = null }), (next.Registration!.Webhook, next.Delivery));
    }

    [Fact]
    public void SetWebhook_AnotherWhilePaused_StaysPaused()
    {
        var paused = Delivering with { Delivery = Begun with { PausedSince = Before } };

        Assert.Equal(Before, Next(DeliveryRules.SetWebhook(paused, Second)).Delivery!.PausedSince);
    }

    [Fact]
    public void SetWebhook_None_EndsDelivery()
    {
        var next = Next(DeliveryRules.SetWebhook(Delivering, null));

        Assert.Equal((null, null), (next.Registration!.Webhook, next.Delivery));
        Assert.False(next.IsOwned);
    }

    [Fact]
    public void SetWebhook_NoneWhereThereIsNone_Keeps() => Assert.IsType<Decision.Keep>(DeliveryRules.SetWebhook(Silent, null));

    [Fact]
    public void Pause_Delivering_NotesSince() =>
        Assert.Equal(Begun with { PausedSince = Now }, Next(DeliveryRules.Pause(Delivering, Now)).Delivery);

    [Fact]
    public void Pause_Paused_KeepsSince() =>
        Assert.IsType<Decision.Keep>(DeliveryRules.Pause(Delivering with { Delivery = Begun with { PausedSince = Before } }, Now));

    [Fact]
    public void Resume_Paused_LetsGoOnWhereItWas() =>
        Assert.Equal(Begun, Next(DeliveryRules.Resume(Delivering with { Delivery = Begun with { PausedSince = Before } })).Delivery);

    [Fact]
    public void Resume_NotPaused_Keeps() => Assert.IsType<Decision.Keep>(DeliveryRules.Resume(Delivering));

    [Fact]
    public void AnyRequest_WithoutWebhook_IsRefused()
    {
        Assert.Equal(RefusalKind.WrongState, Refused(DeliveryRules.Pause(Silent, Now)));
        Assert.Equal(RefusalKind.WrongState, Refused(DeliveryRules.Resume(Silent)));
    }

    [Fact]
    public void AnyRequest_UnknownAccount_IsRefused()
    {
        var nobody = new AccountState { Epoch = 3 };

        Assert.Equal(RefusalKind.UnknownAccount, Refused(DeliveryRules.SetWebhook(nobody, First)));
        Assert.Equal(RefusalKind.UnknownAccount, Refused(DeliveryRules.Pause(nobody, Now)));
        Assert.Equal(RefusalKind.UnknownAccount, Refused(DeliveryRules.Resume(nobody)));
    }

    [Fact]
    public void Declare_WebhookAdded_BeginsDelivery()
    {
        var next = Next(AccountRules.Declare(Silent, Delivering.Registration!, enabled: false, new("hash", 1), Now));

        Assert.Equal((First, new StoredDelivery()), (next.Registration!.Webhook, next.Delivery));
    }

    [Fact]
    public void Declare_WebhookGone_EndsDelivery() =>
        Assert.Null(Next(AccountRules.Declare(Delivering, Silent.Registration!, enabled: true, new("hash", 1), Now)).Delivery);

    [Fact]
    public void Remove_Delivering_LeavesNoDelivery() => Assert.Null(Next(AccountRules.Remove(Delivering, Now)).Delivery);

    [Fact]
    public void Fold_EchoOfThePresentWebhook_IsNoted()
    {
        var waiting = Delivering with { Delivery = Begun with { EchoedAt = null } };

        Assert.Equal(Now, DeliveryRules.Fold(waiting, new WebhookEcho(First, Now)).Delivery!.EchoedAt);
        Assert.Same(waiting, DeliveryRules.Fold(waiting, new WebhookEcho(Second, Now)));
        Assert.Same(waiting, DeliveryRules.Fold(waiting, null));
        Assert.Same(Delivering, DeliveryRules.Fold(Delivering, new WebhookEcho(First, Now)));
    }

    [Theory]
    [InlineData(WantedPhase.Running, false, true)]
    [InlineData(WantedPhase.Stopped, false, false)]
    [InlineData(WantedPhase.Stopped, true, true)]
    public void IsOwned_ConnectedOrDelivering_IsSomebodysBusiness(WantedPhase wanted, bool hasWebhook, bool expected) =>
        Assert.Equal(expected, ((hasWebhook ? Delivering : Silent) with { Wanted = wanted }).IsOwned);

    private static AccountState Next(Decision decision) => Assert.IsType<Decision.Change>(decision).Next;

    private static RefusalKind Refused(Decision decision) => Assert.IsType<Decision.Refuse>(decision).Kind;
}
