using System.Diagnostics.CodeAnalysis;

namespace Feishu.Client.Supervision;

/// <summary>Outcome of one step of an attempt: a value, or why there is none.</summary>
internal readonly record struct StepResult<T>
    where T : class
{
    private StepResult(T? value, ConnectionFailure? failure)
    {
        Value = value;
        Failure = failure;
    }

    public T? Value { get; }

    public ConnectionFailure? Failure { get; }

    public static implicit operator StepResult<T>(T value) => new(value, null);

    public static implicit operator StepResult<T>(ConnectionFailure failure) => new(null, failure);

    /// <summary>For interfaces, which know no implicit conversion.</summary>
    public static StepResult<T> Of(T value) => new(value, null);

    public bool Failed([NotNullWhen(true)] out ConnectionFailure? failure, [NotNullWhen(false)] out T? value)
    {
        failure = Failure;
        value = Value;
        return failure is not null;
    }
}
