using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>
/// The heads of accounts inside write transactions. They are remembered from one transaction to the next, which saves a
/// look-up an account and commit, for as long as no other process wrote the file: <c>data_version</c> says so, and holds
/// for the rest of the transaction because it owns the write lock.
/// </summary>
internal sealed class AccountHeads : IDisposable
{
    private const int MaxRemembered = 100_000;
    private const int GenerationBytes = 8;

    private readonly Dictionary<string, AccountHead> _heads = new(StringComparer.Ordinal);
    private readonly List<AccountHead> _changed = [];
    private readonly SqliteStatement _find, _insert, _update, _dataVersion;
    private long _version;

    public AccountHeads(SqliteConnection connection)
    {
        _find = new(connection, "SELECT Number, Last, Bytes FROM Account WHERE AccountId = ?1;");
        _insert = new(connection, "INSERT INTO Account (AccountId, Generation, Last, Bytes) VALUES (?1, ?2, 0, 0) RETURNING Number;");
        _update = new(connection, "UPDATE Account SET Last = ?2, Bytes = ?3 WHERE Number = ?1;");
        _dataVersion = new(connection, "PRAGMA data_version;");
    }

    /// <summary>First thing in a transaction.</summary>
    public void Begin()
    {
        var version = _dataVersion.Number() ?? 0;
        if (version != _version || _heads.Count > MaxRemembered)
            Forget();
        _version = version;
    }

    /// <summary>The account's head; its row is made when there is none.</summary>
    public AccountHead Get(string accountId)
    {
        if (_heads.TryGetValue(accountId, out var head))
            return head;
        head = Find(accountId) ?? Insert(accountId);
        _heads.Add(accountId, head);
        return head;
    }

    /// <summary>The head of an account that has a row.</summary>
    public AccountHead? GetExisting(string accountId)
    {
        if (_heads.TryGetValue(accountId, out var head) || (head = Find(accountId)) is null)
            return head;
        _heads.Add(accountId, head);
        return head;
    }

    public long Append(AccountHead head, int size)
    {
        Note(head);
        return head.Add(size);
    }

    public void Remove(AccountHead head, long size)
    {
        Note(head);
        head.Remove(size);
    }

    /// <summary>Last thing before a commit.</summary>
    public void Save()
    {
        foreach (var head in _changed)
        {
            _update.Bind(1, head.Number).Bind(2, head.Last).Bind(3, head.Bytes).Run();
            head.OnSaved();
        }

        _changed.Clear();
    }

    /// <summary>After a roll-back: what is remembered was never written.</summary>
    public void Forget()
    {
        _heads.Clear();
        _changed.Clear();
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _dataVersion.Dispose();
    }

    private void Note(AccountHead head)
    {
        if (!head.IsChanged)
            _changed.Add(head);
    }

    private AccountHead? Find(string accountId)
    {
        if (!_find.Bind(1, accountId).Step())
            return null;
        var head = new AccountHead(_find.Long(0), _find.Long(1), _find.Long(2));
        _find.Reset();
        return head;
    }

    private AccountHead Insert(string accountId)
    {
        var generation = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GenerationBytes));
        return new AccountHead(_insert.Bind(1, accountId).Bind(2, generation).Number() ?? 0, last: 0, bytes: 0);
    }
}
