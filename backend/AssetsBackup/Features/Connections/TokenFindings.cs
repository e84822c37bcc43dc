using System.Linq.Expressions;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections;

/// <summary>What a run's calls told of the connection's token.</summary>
internal static class TokenFindings
{
    private const string Reason =
        "Jira no longer accepts it: it has expired, was changed or revoked.";

    /// <summary>Keeps that Jira refused the token, where that is how a call ended.</summary>
    /// <param name="run">Whose call it was.</param>
    /// <param name="called">As it was when the run began: a token that was entered since is another one.</param>
    /// <param name="exception">How the call ended.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task KeepRefusalAsync(
        this RunContext run,
        Connection called,
        AtlassianException exception,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        exception is TokenRejectedException
            ? run.KeepAsync(
                connection =>
                    connection.Id == called.Id && connection.TokenSetAt == called.TokenSetAt,
                TokenState.Refused,
                Reason,
                at,
                cancellationToken
            )
            : Task.CompletedTask;

    /// <summary>Keeps that a run came to a good end with the token, unless another call has told something of it since it began.</summary>
    public static Task KeepTokenWorksAsync(
        this RunContext run,
        Connection called,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        run.KeepAsync(
            connection =>
                connection.Id == called.Id
                && connection.TokenSetAt == called.TokenSetAt
                && connection.TokenCheckedAt == called.TokenCheckedAt,
            TokenState.Works,
            null,
            at,
            cancellationToken
        );

    private static Task KeepAsync(
        this RunContext run,
        Expression<Func<Connection, bool>> isStill,
        TokenState state,
        string? reason,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        run.SaveAsync(
            (database, row) =>
                database
                    .Connections.Where(connection => connection.TenantId == row.TenantId)
                    .Where(isStill)
                    .ExecuteUpdateAsync(
                        connection =>
                            connection
                                .SetProperty(one => one.Token, state)
                                .SetProperty(one => one.TokenReason, reason)
                                .SetProperty(one => one.TokenCheckedAt, at),
                        cancellationToken
                    ),
            cancellationToken
        );
}
