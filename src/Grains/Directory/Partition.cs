using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FeishuOrleans.Grains.Directory;

/// <summary>How the directory is cut, so that no stored row grows with the fleet.</summary>
internal static class Partition
{
    /// <summary>Fixed for ever: it says where rows are.</summary>
    public const int Count = 64;

    public static int Of(string key) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % Count);
}
