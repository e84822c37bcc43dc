using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Outbound;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>
/// Failures after which it is certain that a write was not done, so that its intent is taken back. Of every other one
/// nobody knows: the intent stays, and the write is never made again.
/// </summary>
internal static class Undone
{
    public static bool IsCertain(Exception failure) =>
        failure switch
        {
            AnswerLostException => false,
            AtlassianException or StoppedBeforeCallException => true,
            _ => OutboundRefusedException.In(failure) is not null,
        };
}
