using Azure;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Storage.AzureStorage;

/// <summary>The storage account's failures in words that say what to check, without its addresses and keys.</summary>
internal static class AzureFailure
{
    /// <summary>Whether the account, or the way to it, is what failed. The client gathers several tries in one exception,
    /// and calls it a cancellation when one of them took too long.</summary>
    public static bool IsOne(Exception failure) => failure is RequestFailedException or AggregateException or TimeoutException or OperationCanceledException;

    /// <summary>Whether somebody else was quicker (409, 412), or deleted what was to be deleted (404): nothing was changed.</summary>
    public static bool IsConflict(RequestFailedException failure) => failure.Status is 404 or 409 or 412;

    public static JournalException Of(Exception failure, string place) => new(Explain(failure, place), failure);

    public static string Explain(Exception failure, string place) => failure switch
    {
        RequestFailedException { Status: 0 } or AggregateException => $"{place} cannot be reached.",
        RequestFailedException answer => $"{place} {Explain(answer.Status)} (HTTP {answer.Status}, {answer.ErrorCode})",
        _ => $"{place} did not answer in time.",
    };

    private static string Explain(int status) => status switch
    {
        401 or 403 => "refuses the key, or what it is asked for.",
        404 => "has no such table: it was deleted while the silo ran.",
        409 or 412 => "is written by others all the time.",
        429 or >= 500 => "is busy or in trouble.",
        _ => "cannot be used.",
    };
}
