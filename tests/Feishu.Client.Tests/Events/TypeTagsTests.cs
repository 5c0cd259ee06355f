using Feishu.Client.Events;

namespace Feishu.Client.Tests.Events;

public sealed class TypeTagsTests
{
    private readonly TypeTags _tags = new();

    [Fact]
    public void Of_MoreThanTheCapacity_KeepsTheFirstAndCallsTheRestOther()
    {
        var names = Enumerable.Range(0, TypeTags.Capacity + 5).Select(number => _tags.Of($"type.{number}")).ToArray();

        Assert.Equal(TypeTags.Capacity, names.Count(static name => name != TypeTags.Other));
        Assert.Equal(("type.0", TypeTags.Other), (_tags.Of("type.0"), names[^1]));
    }

    [Fact]
    public void Of_AnEndlessType_IsOther() => Assert.Equal(TypeTags.Other, _tags.Of(new string('x', 10_000)));
}
