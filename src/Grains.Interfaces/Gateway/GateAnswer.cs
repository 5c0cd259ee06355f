namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>What a gateway says to a client that knocks. One byte on the wire: values never change.</summary>
internal enum GateAnswer : byte
{
    /// <summary>Come in, no key is demanded.</summary>
    Open = 0,

    /// <summary>Prove that you have the key.</summary>
    ShowKey = 1,

    /// <summary>Come in, and here is the proof that this gateway has the key as well.</summary>
    Welcome = 2,

    /// <summary>The key is missing or another one.</summary>
    Refused = 3,

    /// <summary>There are as many clients as this gateway takes.</summary>
    Full = 4,
}
