using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Silo.Api.Messages;

namespace FeishuOrleans.Silo.Tests.Api.Messages;

/// <summary>Which failure is which problem.</summary>
public sealed class MessageProblemTests
{
    [Fact]
    public void Of_EveryFailure_HasAProblemOfItsOwn()
    {
        var problems = Enum.GetValues<MessageFailure>().Select(MessageProblems.Of).ToArray();

        Assert.Equal(MessageProblems.All, problems);
        Assert.Equal(problems.Length, problems.Select(static problem => problem.Name).Distinct().Count());
    }

    [Theory]
    [InlineData(MessageFailure.TooMany, 429)]
    [InlineData(MessageFailure.RateLimited, 429)]
    [InlineData(MessageFailure.NoAnswer, 504)]
    [InlineData(MessageFailure.InvalidMessage, 400)]
    [InlineData(MessageFailure.TooLong, 413)]
    [InlineData(MessageFailure.TokenRefused, 502)]
    [InlineData(MessageFailure.BotDisabled, 502)]
    public void Of_WhatIsNotTheMessagesFault_HasItsStatus(MessageFailure failure, int status) => Assert.Equal(status, MessageProblems.Of(failure).Status);
}
