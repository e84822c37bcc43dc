using System.Text.Json;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Doors.Connect;

internal static class ConnectProblems
{
    public static readonly Problem KeyServerNotReachable = new(
        "key-server-not-reachable",
        StatusCodes.Status503ServiceUnavailable,
        "Atlassian's key server does not answer",
        "Nothing was changed. Install the app again in a minute."
    );

    /// <summary>A call that brought no answer: no connection, none in time, or something that is none.</summary>
    public static bool IsUnreachable(
        this Exception exception,
        CancellationToken cancellationToken
    ) =>
        exception is HttpRequestException or JsonException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
