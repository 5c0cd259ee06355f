namespace FeishuOrleans.Storage;

/// <summary>Storage cannot be used as it is configured or as it was found. The message is for the operator: it says what is
/// wrong, where, and what to do.</summary>
public sealed class StorageSetupException(string message, Exception? inner = null) : Exception(message, inner);
