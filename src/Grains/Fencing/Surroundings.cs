namespace FeishuOrleans.Grains.Fencing;

/// <summary>What a silo can reach.</summary>
/// <param name="Others">Other silos that are said to live.</param>
/// <param name="Silent">Of these, how many did not answer.</param>
/// <param name="IsStorageLost">Whether the membership table could not be read; it is asked only when most others are silent.</param>
internal readonly record struct Surroundings(int Others, int Silent, bool IsStorageLost)
{
    public bool IsMostSilent => Silent * 2 > Others;

    public bool IsAlone => IsStorageLost && IsMostSilent;
}
