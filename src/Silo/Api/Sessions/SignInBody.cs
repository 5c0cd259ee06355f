namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary>Body of <c>POST /session</c>.</summary>
/// <param name="Key">The key, as it would be shown in <c>Authorization</c>.</param>
internal sealed record SignInBody(string Key)
{
    /// <summary>Hides the key.</summary>
    public override string ToString() => "SignInBody";
}
