using System.Net;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>The contract of <see cref="IMembershipTable"/> on a real database. Derived once a provider.</summary>
public abstract class MembershipTableContract(Func<Task<IStoragePlace>> make) : ProviderContract(make)
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 30, 0, 123, DateTimeKind.Utc);

    private IMembershipTable Table => Storage.Membership;

    [Fact]
    public async Task ReadAll_NewFile_HasVersionZeroAndNoSilo()
    {
        var table = await ReadAllAsync();

        Assert.Equal(0, table.Version.Version);
        Assert.Empty(table.Members);
    }

    [Fact]
    public async Task Initialize_SecondTime_KeepsVersionAndSilos()
    {
        await InsertAsync(Silo(1));

        await InitializeAsync(Storage);

        var table = await ReadAllAsync();
        Assert.Equal(1, table.Version.Version);
        Assert.Single(table.Members);
    }

    [Fact]
    public async Task InsertRow_PresentVersion_KeepsEveryFieldAndMovesTheVersion()
    {
        var silo = Silo(1);

        Assert.True(await InsertAsync(silo));

        var table = await ReadAllAsync();
        Assert.Equal(1, table.Version.Version);
        var found = Assert.Single(table.Members).Item1;
        Assert.Equal(silo.SiloAddress, found.SiloAddress);
        Assert.Equal(silo.SiloName, found.SiloName);
        Assert.Equal(silo.HostName, found.HostName);
        Assert.Equal(silo.Status, found.Status);
        Assert.Equal(silo.ProxyPort, found.ProxyPort);
        Assert.Equal(silo.StartTime, found.StartTime);
        Assert.Equal(silo.IAmAliveTime, found.IAmAliveTime);
        Assert.Null(found.SuspectTimes);
    }

    [Fact]
    public async Task InsertRow_OldVersion_IsRefusedAndChangesNothing()
    {
        var old = (await ReadAllAsync()).Version;
        await InsertAsync(Silo(1));

        Assert.False(await InsertAsync(Silo(2), old));

        var table = await ReadAllAsync();
        Assert.Equal(1, table.Version.Version);
        Assert.Single(table.Members);
    }

    [Fact]
    public async Task InsertRow_SameSiloAgain_IsRefusedAndChangesNothing()
    {
        await InsertAsync(Silo(1));

        Assert.False(await InsertAsync(Silo(1, SiloStatus.Dead)));

        var table = await ReadAllAsync();
        Assert.Equal(1, table.Version.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(table.Members).Item1.Status);
    }

    [Fact]
    public async Task UpdateRow_PresentVersion_KeepsStatusAndSuspicionsAndMovesTheVersion()
    {
        var silo = Silo(1);
        await InsertAsync(silo);
        silo.Status = SiloStatus.Dead;
        silo.AddSuspector(Silo(2).SiloAddress, Start.AddSeconds(5));
        silo.AddSuspector(Silo(3).SiloAddress, Start.AddSeconds(6));

        Assert.True(await UpdateAsync(silo));

        var row = await ReadRowAsync(silo.SiloAddress);
        Assert.Equal(2, row.Version.Version);
        var found = Assert.Single(row.Members).Item1;
        Assert.Equal(SiloStatus.Dead, found.Status);
        Assert.Equal(silo.SuspectTimes, found.SuspectTimes);
    }

    [Fact]
    public async Task UpdateRow_OldVersion_IsRefusedAndChangesNothing()
    {
        var silo = Silo(1);
        var old = (await ReadAllAsync()).Version;
        await InsertAsync(silo);
        silo.Status = SiloStatus.Dead;

        Assert.False(await UpdateAsync(silo, old));

        var table = await ReadAllAsync();
        Assert.Equal(1, table.Version.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(table.Members).Item1.Status);
    }

    [Fact]
    public async Task UpdateRow_UnknownSilo_IsRefusedAndDoesNotMoveTheVersion()
    {
        Assert.False(await UpdateAsync(Silo(1)));

        Assert.Equal(0, (await ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task UpdateIAmAlive_KnownSilo_ChangesItsTimeAndNotTheVersion()
    {
        var silo = Silo(1);
        await InsertAsync(silo);
        await InsertAsync(Silo(2));
        silo.IAmAliveTime = Start.AddMinutes(3);

        await Table.UpdateIAmAliveAsync(silo, Cancel).Within(what: "the sign of life");

        var table = await ReadAllAsync();
        Assert.Equal(2, table.Version.Version);
        Assert.Equal(Start.AddMinutes(3), table.TryGet(silo.SiloAddress)!.Item1.IAmAliveTime);
        Assert.Equal(Start, table.TryGet(Silo(2).SiloAddress)!.Item1.IAmAliveTime);
    }

    [Fact]
    public async Task ReadRow_UnknownSilo_GivesTheVersionAlone()
    {
        await InsertAsync(Silo(1));

        var row = await ReadRowAsync(Silo(2).SiloAddress);

        Assert.Equal(1, row.Version.Version);
        Assert.Empty(row.Members);
    }

    [Fact]
    public async Task CleanupDefunctSiloEntries_Removes_OldDeadSilosOnly()
    {
        await InsertAsync(Silo(1, SiloStatus.Dead, Start));
        await InsertAsync(Silo(2, SiloStatus.Joining, Start));
        await InsertAsync(Silo(3, SiloStatus.Active, Start));
        await InsertAsync(Silo(4, SiloStatus.Dead, Start.AddHours(1)));
        var votedOutLately = Silo(5, SiloStatus.Dead, Start);
        votedOutLately.AddSuspector(Silo(3).SiloAddress, Start.AddHours(1));
        await InsertAsync(votedOutLately);
        await UpdateAsync(votedOutLately);

        await Table.CleanupDefunctSiloEntriesAsync(Start.AddHours(1), Cancel).Within(what: "the clean-up");

        var left = (await ReadAllAsync()).Members.Select(member => member.Item1.SiloAddress.Endpoint.Port).Order();
        Assert.Equal([2, 3, 4, 5], left);
    }

    [Fact]
    public async Task TwoClusters_InOneFile_DoNotSeeEachOther()
    {
        using var other = await OpenAsync(clusterId: "other");
        await InsertAsync(Silo(1));

        await other.Membership.DeleteMembershipTableEntriesAsync("other", Cancel).Within(what: "the deletion");
        await InitializeAsync(other);

        Assert.Empty((await ReadAllAsync(other)).Members);
        Assert.Single((await ReadAllAsync()).Members);
    }

    [Fact]
    public async Task InsertRow_ManyHandlesAtOnce_EachVersionIsTakenOnce()
    {
        const int handles = 4;
        const int silosEach = 10;

        var taken = await Task
            .WhenAll(Enumerable.Range(0, handles).Select(handle => Task.Run(() => InsertManyAsync(handle, silosEach), Cancel)))
            .Within(what: "all insertions");

        var versions = taken.SelectMany(versions => versions).Order();
        Assert.Equal(Enumerable.Range(1, handles * silosEach), versions);
        var table = await ReadAllAsync();
        Assert.Equal(handles * silosEach, table.Version.Version);
        Assert.Equal(handles * silosEach, table.Members.Count);
    }

    private static MembershipEntry Silo(int port, SiloStatus status = SiloStatus.Active, DateTime? alive = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1000 + port),
        SiloName = $"silo-{port}",
        HostName = "飞书-host",
        Status = status,
        ProxyPort = 30_000 + port,
        StartTime = Start,
        IAmAliveTime = alive ?? Start,
    };

    private static Task InitializeAsync(OrleansStorage storage) =>
        storage.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancel).Within(what: "the membership table's start");

    private Task<MembershipTableData> ReadAllAsync() => ReadAllAsync(Storage);

    private static Task<MembershipTableData> ReadAllAsync(OrleansStorage storage) =>
        storage.Membership.ReadAllAsync(Cancel).Within(what: "all silos");

    private Task<MembershipTableData> ReadRowAsync(SiloAddress silo) => Table.ReadRowAsync(silo, Cancel).Within(what: "one silo");

    private async Task<bool> InsertAsync(MembershipEntry silo) => await InsertAsync(silo, (await ReadAllAsync()).Version);

    private Task<bool> InsertAsync(MembershipEntry silo, TableVersion seen) => InsertAsync(Storage, silo, seen);

    private static Task<bool> InsertAsync(OrleansStorage storage, MembershipEntry silo, TableVersion seen) =>
        storage.Membership.InsertRowAsync(silo, seen.Next(), Cancel).Within(what: "the insertion of a silo");

    private async Task<bool> UpdateAsync(MembershipEntry silo) => await UpdateAsync(silo, (await ReadAllAsync()).Version);

    private Task<bool> UpdateAsync(MembershipEntry silo, TableVersion seen) =>
        Table.UpdateRowAsync(silo, seen.VersionEtag, seen.Next(), Cancel).Within(what: "the update of a silo");

    /// <summary>Inserts silos as Orleans does, reading again after a refusal, and gives the versions it was granted.</summary>
    private async Task<List<int>> InsertManyAsync(int handle, int count)
    {
        using var storage = await OpenAsync();
        var granted = new List<int>();
        while (granted.Count < count)
        {
            var seen = (await ReadAllAsync(storage)).Version;
            if (await InsertAsync(storage, Silo((handle * count) + granted.Count + 1), seen))
                granted.Add(seen.Version + 1);
        }

        return granted;
    }
}
