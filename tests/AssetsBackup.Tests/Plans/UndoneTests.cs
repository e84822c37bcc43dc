using AssetsBackup.Atlassian;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Plans.Applying;
using AssetsBackup.Hosting.Outbound;

namespace AssetsBackup.Tests.Plans;

/// <summary>When the intent of a write may be taken back: only a write that was surely not done may be made again.</summary>
public sealed class UndoneTests
{
    private static readonly Endpoint Create = new("workspace w", "POST", "/object/create");

    public static TheoryData<Exception, bool> Failures =>
        new()
        {
            { new AnswerLostException(Create, null), false },
            { new InvalidOperationException("while the answer was read"), false },
            { new HttpRequestException("reset"), false },
            { new OperationCanceledException(), false },
            { new StoppedBeforeCallException(), true },
            { new RateLimitedException(Create, null), true },
            { new TokenRejectedException(Create), true },
            { new AtlassianUnavailableException(Create, null, "no connection"), true },
            { new HttpRequestException("", new OutboundRefusedException("h", "private")), true },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Only_what_was_surely_not_sent_or_was_refused_counts(
        Exception failure,
        bool isCertain
    ) => Undone.IsCertain(failure).ShouldBe(isCertain);
}
