namespace FeishuOrleans.Grains.Takeover;

/// <summary>Moves accounts of this silo to other silos. Thread-safe.</summary>
internal interface IAccountMoves
{
    /// <summary>
    /// Moves an account that lives here: the new owner is connected before the connection here closes. Returns when nothing of the
    /// account is left here; does nothing when it does not live here.
    /// </summary>
    /// <param name="accountId">The account.</param>
    /// <param name="target">Its next silo.</param>
    /// <param name="cancellation">Ends the wait, not the move.</param>
    Task MoveAsync(string accountId, SiloAddress target, CancellationToken cancellation);
}
