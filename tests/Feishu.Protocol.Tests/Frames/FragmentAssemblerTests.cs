using System.Text;
using Feishu.Protocol.Frames;
using static Feishu.Protocol.Tests.Frames.FragmentFrames;

namespace Feishu.Protocol.Tests.Frames;

public sealed class FragmentAssemblerTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly FragmentAssembler _assembler = new(FragmentLimits.Default);

    [Theory]
    [InlineData("m", "1", "0")]
    [InlineData(null, "1", "0")]
    [InlineData(null, null, null)]
    public void Add_MessageInOnePiece_IsCompleteAtOnce(string? messageId, string? sum, string? seq)
    {
        var result = _assembler.Add(Fragment(messageId, sum, seq, "{}"u8), Start);

        Assert.Equal("{}", Text(result));
        Assert.Equal(0, _assembler.OpenMessages);
    }

    [Fact]
    public void Add_CutInsideEveryCodePoint_JoinsBytes()
    {
        var message = Encoding.UTF8.GetBytes("""{"text":"é消🦊"}""");
        for (var offset = 0; offset <= message.Length; offset++)
        {
            var frames = Split("m", message, offset);

            Assert.IsType<FragmentResult.Incomplete>(_assembler.Add(frames[1], Start));
            Assert.Equal("""{"text":"é消🦊"}""", Text(_assembler.Add(frames[0], Start)));
        }
    }

    [Fact]
    public void Add_EmptyFragments_AreFragments()
    {
        _assembler.Add(Fragment("m", 3, 0, []), Start);
        _assembler.Add(Fragment("m", 3, 2, []), Start);

        Assert.Equal("{}", Text(_assembler.Add(Fragment("m", 3, 1, "{}"u8), Start)));
    }

    [Fact]
    public void Add_SameSeqAgain_IsDuplicateAndKeepsTheFirst()
    {
        _assembler.Add(Fragment("m", 2, 0, "a"u8), Start);

        Assert.IsType<FragmentResult.Duplicate>(_assembler.Add(Fragment("m", 2, 0, "x"u8), Start));
        Assert.Equal("ab", Text(_assembler.Add(Fragment("m", 2, 1, "b"u8), Start)));
    }

    [Fact]
    public void Add_AfterCompletion_NothingIsKept()
    {
        _assembler.Add(Fragment("m", 2, 0, "a"u8), Start);
        _assembler.Add(Fragment("m", 2, 1, "b"u8), Start);

        Assert.Equal(0, _assembler.OpenMessages);
        Assert.Equal(0, _assembler.BufferedBytes);
        Assert.IsType<FragmentResult.Incomplete>(_assembler.Add(Fragment("m", 2, 0, "a"u8), Start));
    }

    [Theory]
    [InlineData("m", "two", "0", FragmentError.InvalidNumber)]
    [InlineData("m", "2", "", FragmentError.InvalidNumber)]
    [InlineData("m", "2", "-1", FragmentError.InvalidNumber)]
    [InlineData("m", "2", " 1", FragmentError.InvalidNumber)]
    [InlineData("m", "99999999999", "0", FragmentError.InvalidNumber)]
    [InlineData("m", "2", null, FragmentError.InvalidNumber)]
    [InlineData("m", null, "0", FragmentError.InvalidNumber)]
    [InlineData("m", "0", "0", FragmentError.SumOutOfRange)]
    [InlineData("m", "1025", "0", FragmentError.SumOutOfRange)]
    [InlineData("m", "2147483647", "0", FragmentError.SumOutOfRange)]
    [InlineData("m", "1", "1", FragmentError.SeqOutOfRange)]
    [InlineData("m", "2", "2", FragmentError.SeqOutOfRange)]
    [InlineData("m", "2", "2147483647", FragmentError.SeqOutOfRange)]
    [InlineData("", "2", "0", FragmentError.MissingMessageId)]
    [InlineData(null, "2", "0", FragmentError.MissingMessageId)]
    public void Add_BadMetadata_IsRejected(string? messageId, string? sum, string? seq, FragmentError error)
    {
        var result = _assembler.Add(Fragment(messageId, sum, seq, "x"u8), Start);

        Assert.Equal(new FragmentResult.Rejected(error), result);
        Assert.Equal(0, _assembler.OpenMessages);
    }

    [Fact]
    public void Add_SumChanged_IsRejectedAndTheMessageStillCompletes()
    {
        _assembler.Add(Fragment("m", 2, 0, "a"u8), Start);

        Assert.Equal(new FragmentResult.Rejected(FragmentError.SumChanged), _assembler.Add(Fragment("m", 3, 1, "x"u8), Start));
        Assert.Equal("ab", Text(_assembler.Add(Fragment("m", 2, 1, "b"u8), Start)));
    }

    [Fact]
    public void Add_LargestSum_Completes()
    {
        var frames = Split("m", new byte[ProtocolLimits.MaxFragments], [.. Enumerable.Range(1, ProtocolLimits.MaxFragments - 1)]);

        var results = frames.Select(frame => _assembler.Add(frame, Start)).ToArray();

        Assert.Equal(ProtocolLimits.MaxFragments, Assert.IsType<FragmentResult.Complete>(results[^1]).Payload.Length);
    }

    [Fact]
    public void Add_MessageOverItsCap_IsRejectedAndDropped()
    {
        var assembler = new FragmentAssembler(new FragmentLimits { MaxMessageBytes = 3 });
        assembler.Add(Fragment("m", 2, 0, "ab"u8), Start);

        Assert.Equal(new FragmentResult.Rejected(FragmentError.MessageTooLarge), assembler.Add(Fragment("m", 2, 1, "cd"u8), Start));
        Assert.Equal(new FragmentResult.Rejected(FragmentError.MessageTooLarge), assembler.Add(Fragment("n", 1, 0, "abcd"u8), Start));
        Assert.Equal(0, assembler.OpenMessages);
        Assert.Equal(0, assembler.BufferedBytes);
    }

    [Fact]
    public void Add_BufferFull_IsRejectedUntilAnotherMessageCompletes()
    {
        var assembler = new FragmentAssembler(new FragmentLimits { MaxBufferedBytes = 4 });
        assembler.Add(Fragment("m", 2, 0, "abc"u8), Start);

        Assert.Equal(new FragmentResult.Rejected(FragmentError.BufferFull), assembler.Add(Fragment("n", 2, 0, "de"u8), Start));
        Assert.Equal("abcd", Text(assembler.Add(Fragment("m", 2, 1, "d"u8), Start)));
        Assert.IsType<FragmentResult.Incomplete>(assembler.Add(Fragment("n", 2, 0, "de"u8), Start));
    }

    [Fact]
    public void Add_TooManyOpen_RejectsTheNewcomer()
    {
        for (var i = 0; i < ProtocolLimits.MaxOpenMessages; i++)
            _assembler.Add(Fragment($"m{i}", 2, 0, "a"u8), Start);

        Assert.Equal(new FragmentResult.Rejected(FragmentError.TooManyOpen), _assembler.Add(Fragment("new", 2, 0, "a"u8), Start));
        Assert.Equal("ab", Text(_assembler.Add(Fragment("m0", 2, 1, "b"u8), Start)));
        Assert.IsType<FragmentResult.Incomplete>(_assembler.Add(Fragment("new", 2, 0, "a"u8), Start));
    }

    [Fact]
    public void Expire_AfterMaxAge_DropsAndCounts()
    {
        var limit = FragmentLimits.Default.MaxAge;
        _assembler.Add(Fragment("old", 2, 0, "a"u8), Start);
        _assembler.Add(Fragment("young", 2, 0, "bc"u8), Start + TimeSpan.FromSeconds(1));

        Assert.Equal(0, _assembler.Expire(Start + limit));
        Assert.Equal(1, _assembler.Expire(Start + limit + TimeSpan.FromTicks(1)));
        Assert.Equal(1, _assembler.OpenMessages);
        Assert.Equal(2, _assembler.BufferedBytes);
        Assert.Equal(1, _assembler.ExpiredMessages);
    }

    [Fact]
    public void Add_LaterFragments_DoNotExtendTheAge()
    {
        _assembler.Add(Fragment("m", 3, 0, "a"u8), Start);
        _assembler.Add(Fragment("m", 3, 1, "b"u8), Start + TimeSpan.FromSeconds(29));

        var result = _assembler.Add(Fragment("m", 3, 2, "c"u8), Start + TimeSpan.FromSeconds(31));

        Assert.IsType<FragmentResult.Incomplete>(result);
        Assert.Equal(1, _assembler.ExpiredMessages);
    }

    private static string Text(FragmentResult result) =>
        Encoding.UTF8.GetString(Assert.IsType<FragmentResult.Complete>(result).Payload.Span);
}
