namespace Feishu.Protocol.Tests.Frames;

/// <summary>The four vectors of the protocol notes, section 2.1, made by another protobuf library.</summary>
internal static class GoldenFrames
{
    public const int ServiceId = 33554678;

    public static byte[] Ping { get; } = Convert.FromHexString("0800100018f681801020002a0c0a0474797065120470696e67");

    public static byte[] Pong { get; } = Convert.FromHexString(
        "0800100018f681801020002a0c0a04747970651204706f6e6742547b225265636f6e6e656374436f756e74223a2d312c225265636f6e6e65" +
        "6374496e74657276616c223a3132302c225265636f6e6e6563744e6f6e6365223a33302c2250696e67496e74657276616c223a3132307d");

    public static byte[] Event { get; } = Convert.FromHexString(
        "080710ffffffffffffffffff0118f681801020012a0d0a047479706512056576656e742a110a0a6d6573736167655f696412036d2d312a08" +
        "0a0373756d1201312a080a037365711201302a0f0a0874726163655f69641203742d3142107b22736368656d61223a22322e30227d4a024c31");

    public static byte[] Ack { get; } = Convert.FromHexString(
        "080710ffffffffffffffffff0118f681801020012a0d0a047479706512056576656e742a110a0a6d6573736167655f696412036d2d312a08" +
        "0a0373756d1201312a080a037365711201302a0f0a0874726163655f69641203742d312a0c0a0662697a5f727412023132420c7b22636f64" +
        "65223a3230307d4a024c31");

    public static TheoryData<byte[]> All => [Ping, Pong, Event, Ack];
}
