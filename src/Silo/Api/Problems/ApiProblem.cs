namespace FeishuOrleans.Silo.Api.Problems;

/// <summary>A kind of problem. The name is stable: programs decide by it.</summary>
/// <param name="Name">Last part of <see cref="Type"/>.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Title">What it is, the same for every occurrence.</param>
internal sealed record ApiProblem(string Name, int Status, string Title)
{
    private const string Prefix = "urn:feishu-orleans:problem:";

    /// <summary>Value of <c>type</c> in the answer.</summary>
    public string Type => Prefix + Name;
}
