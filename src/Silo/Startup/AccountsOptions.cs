namespace FeishuOrleans.Silo.Startup;

/// <summary>Section <c>Accounts</c> of the configuration; every other key in it is the id of a declared account.</summary>
public sealed class AccountsOptions
{
    public const string SectionName = "Accounts";

    /// <summary>Grows with every release of the declarations, so that a silo that still has the previous one does not
    /// undo the newer. Default 0.</summary>
    public long Revision { get; set; }
}
