using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Before.AddHours(1);
    private static readonly StoredRegistration App = new("cli_0000000000000001", "sealed", null);
    private static readonly StoredRegistration Changed = App with { SealedSecret = "sealed again" };
    private static readonly DeclarationMark First = new("hash-1", 5);

    private static readonly AccountState Declared = new()
    {
        Registration = App,
        Wanted = WantedPhase.Running,
        WantedSince = Before,
        Origin = AccountOrigin.Declared,
        DeclarationHash = "hash-1",
        DeclarationRevision = 5,
        Epoch = 3,
        Identity = new AccountIdentity("ou_1", "Bot", Before),
    };

    [Fact]
    public void Declare_Unknown_AddsTheAccount()
    {
        var next = Next(AccountRules.Declare(new AccountState { Epoch = 3 }, App, enabled: true, First, Now));

        Assert.Equal((WantedPhase.Running, AccountOrigin.Declared, "hash-1", 5L, 3L),
            (next.Wanted, next.Origin, next.DeclarationHash, next.DeclarationRevision, next.Epoch));
    }

    [Fact]
    public void Declare_SameAgain_KeepsWhatTheOperatorChanged()
    {
        var stopped = Declared with { Wanted = WantedPhase.Stopped };

        Assert.IsType<Decision.Keep>(AccountRules.Declare(stopped, App, enabled: true, First, Now));
    }

    /// <summary>Also of a removed account, which would come back otherwise once the other key is gone.</summary>
    [Fact]
    public void Declare_SameUnderTheOtherMasterKey_IsOnlyNamedAnew()
    {
        var mark = new DeclarationMark("hash-1-by-the-new-key", 5, OtherHash: "hash-1");
        var stopped = Declared with { Wanted = WantedPhase.Stopped };
        var removed = new AccountState { DeclarationHash = "hash-1", DeclarationRevision = 5 };

        Assert.Equal(stopped with { DeclarationHash = mark.Hash }, Next(AccountRules.Declare(stopped, App, enabled: true, mark, Now)));
        Assert.Equal(removed with { DeclarationHash = mark.Hash }, Next(AccountRules.Declare(removed, App, enabled: true, mark, Now)));
    }

    [Fact]
    public void Declare_Changed_OverridesTheOperatorAndKeepsIdentityAndEpoch()
    {
        var next = Next(AccountRules.Declare(Declared with { Wanted = WantedPhase.Stopped }, Changed, enabled: true, new("hash-2", 5), Now));

        Assert.Equal((Changed, WantedPhase.Running, Now), (next.Registration, next.Wanted, next.WantedSince));
        Assert.Equal((Declared.Identity, 3L), (next.Identity, next.Epoch));
    }

    [Fact]
    public void Declare_ChangedWithLowerRevision_IsIgnored() =>
        Assert.IsType<Decision.Keep>(AccountRules.Declare(Declared, Changed, enabled: true, new("hash-0", 4), Now));

    [Fact]
    public void Declare_OtherApp_IsRefused()
    {
        var other = App with { AppId = "cli_0000000000000002" };

        var refused = Assert.IsType<Decision.Refuse>(AccountRules.Declare(Declared, other, enabled: true, new("hash-2", 6), Now));

        Assert.Equal(RefusalKind.InvalidInput, refused.Kind);
        Assert.Contains(App.AppId, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declare_AccountOfTheOperator_IsTakenOver()
    {
        var next = Next(AccountRules.Declare(
            new AccountState { Registration = App, Origin = AccountOrigin.Operator, Wanted = WantedPhase.Running, WantedSince = Before },
            Changed, enabled: true, First, Now));

        Assert.Equal((AccountOrigin.Declared, Before), (next.Origin, next.WantedSince));
    }

    [Fact]
    public void MarkUndeclared_Declared_OnlyMarks()
    {
        var next = Next(AccountRules.MarkUndeclared(Declared, 6));

        Assert.Equal(Declared with { Origin = AccountOrigin.Undeclared, DeclarationRevision = 6 }, next);
    }

    [Theory]
    [InlineData(4L, AccountOrigin.Declared)]
    [InlineData(6L, AccountOrigin.Operator)]
    [InlineData(6L, AccountOrigin.Undeclared)]
    public void MarkUndeclared_LowerRevisionOrNotDeclared_IsIgnored(long revision, AccountOrigin origin) =>
        Assert.IsType<Decision.Keep>(AccountRules.MarkUndeclared(Declared with { Origin = origin }, revision));

    [Fact]
    public void Declare_UndeclaredThenTheSameAgain_IsDeclaredAgain()
    {
        var next = Next(AccountRules.Declare(Declared with { Origin = AccountOrigin.Undeclared }, App, enabled: true, new("hash-1", 6), Now));

        Assert.Equal(Declared with { DeclarationRevision = 6 }, next);
    }

    [Fact]
    public void Remove_Declared_StaysRemovedUntilTheDeclarationChanges()
    {
        var tombstone = Next(AccountRules.Remove(Declared, Now));

        Assert.Equal((null, 3L, null), (tombstone.Registration, tombstone.Epoch, tombstone.Identity));
        Assert.Equal(RefusalKind.WrongState, Assert.IsType<Decision.Refuse>(AccountRules.Declare(tombstone, App, true, First, Now)).Kind);
        Assert.NotNull(Next(AccountRules.Declare(tombstone, App, true, new("hash-2", 5), Now)).Registration);
    }

    [Fact]
    public void Remove_Undeclared_ComesBackWhenDeclaredAgain()
    {
        var tombstone = Next(AccountRules.Remove(Declared with { Origin = AccountOrigin.Undeclared }, Now));

        Assert.NotNull(Next(AccountRules.Declare(tombstone, App, true, First, Now)).Registration);
    }

    [Fact]
    public void Want_WhatIsWanted_KeepsSince() => Assert.IsType<Decision.Keep>(AccountRules.Want(Declared, WantedPhase.Running, Now));

    [Fact]
    public void Want_Otherwise_NotesWhen() =>
        Assert.Equal(Declared with { Wanted = WantedPhase.Stopped, WantedSince = Now }, Next(AccountRules.Want(Declared, WantedPhase.Stopped, Now)));

    private static AccountState Next(Decision decision) => Assert.IsType<Decision.Change>(decision).Next;
}
