using System.Text.Json;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Why an account is not connected, in the words of a status.</summary>
internal static class Faults
{
    /// <summary>The fault of a connection's state; null when there is none.</summary>
    public static AccountFault? Of(ConnectionState state) => state switch
    {
        Faulted faulted => Of(faulted),
        Backoff { Cause: var cause } => new(Name(cause.Kind), cause.Code, cause.Detail, FaultAdvice.For(cause)),
        _ => null,
    };

    public static AccountFault Of(Faulted state) =>
        new(Name(state.Reason), state.Cause.Code, state.Cause.Detail, FaultAdvice.For(state.Reason));

    public static AccountFault Storage(string what, string problem) => new(
        "storage", null, $"{what}: {problem}.",
        "Being retried. Check that the storage can be reached and written, and the silo's log.");

    public static AccountFault SecretUnreadable(string problem) => new(
        "secretUnreadable", null, $"The stored app secret cannot be opened: {problem}.",
        "Start the silo with the master key that sealed it, or remove the account and add it again with its app secret.");

    private static string Name<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
