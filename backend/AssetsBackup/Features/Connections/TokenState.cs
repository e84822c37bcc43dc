using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections;

/// <summary>Product C1, token health.</summary>
public enum TokenState
{
    NotChecked,
    Works,
    Refused,
}

internal static class TokenRefusals
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
        exception is not TokenRejectedException
            ? Task.CompletedTask
            : run.SaveAsync(
                (database, row) =>
                    database
                        .Connections.Where(connection =>
                            connection.TenantId == row.TenantId
                            && connection.Id == called.Id
                            && connection.TokenSetAt == called.TokenSetAt
                        )
                        .ExecuteUpdateAsync(
                            connection =>
                                connection
                                    .SetProperty(one => one.Token, TokenState.Refused)
                                    .SetProperty(one => one.TokenReason, Reason)
                                    .SetProperty(one => one.TokenCheckedAt, at),
                            cancellationToken
                        ),
                cancellationToken
            );
}
