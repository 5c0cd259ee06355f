using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>
/// Which silo an account falls to: the one with the highest hash of both names. Every silo comes to the same answer, and a silo that
/// comes or goes changes only its own share. By name and not by address, so that a silo that is started again gets its accounts back.
/// </summary>
internal static class Rendezvous
{
    /// <summary>The account's silo; null when there is none.</summary>
    public static ClusterMember? Choose(string accountId, IEnumerable<ClusterMember> silos) =>
        silos.OrderByDescending(silo => Weight(accountId, silo.Name)).ThenBy(static silo => silo.SiloAddress).FirstOrDefault();

    // The hash is part of the contract between releases: two that computed it differently would move accounts to and fro.
    private static ulong Weight(string accountId, string silo) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId}\n{silo}")));
}
