using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Storage;
using Microsoft.AspNetCore.Connections;

namespace FeishuOrleans.Silo.Startup;

/// <summary>Why the silo does not run, for the person who started it.</summary>
internal static class StartFailure
{
    /// <summary>A sentence for what the person can mend; everything there is for a defect of this program.</summary>
    public static string Explain(Exception failure) => failure switch
    {
        StartRefusedException or StorageSetupException or WrongMasterKeyException => failure.Message,
        IOException { InnerException: AddressInUseException } => $"urls (--urls): {failure.Message} Stop what uses it, or give another port.",
        _ => $"The silo failed: {failure}",
    };
}
