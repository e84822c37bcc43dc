using AssetsBackup.Atlassian;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Connections;

/// <summary>What a run's calls told of the connection's token.</summary>
internal static class TokenFindings
{
    private const string Reason =
        "Jira no longer accepts it: it has expired, was changed or revoked.";

    /// <summary>Keeps that Jira refused the token, where that is how a call ended, and tells of it if it had not refused it before.</summary>
    /// <param name="run">Whose call it was.</param>
    /// <param name="called">As it was when the run began: a token that was entered since is another one.</param>
    /// <param name="exception">How the call ended.</param>
    /// <param name="notices">Where it is told.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task KeepRefusalAsync(
        this RunContext run,
        Connection called,
        AtlassianException exception,
        Notices notices,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        exception is TokenRejectedException
            ? run.SaveAsync(
                async (database, row) =>
                {
                    var connection = await database.Connections.SingleOrDefaultAsync(
                        one =>
                            one.TenantId == row.TenantId
                            && one.Id == called.Id
                            && one.TokenSetAt == called.TokenSetAt,
                        cancellationToken
                    );
                    if (connection is null)
                        return;
                    if (connection.Token != TokenState.Refused)
                        await notices.AddAsync(
                            database,
                            NoticeOf(connection, at),
                            cancellationToken
                        );
                    connection.TokenRefused(Reason, at);
                },
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
        run.SaveAsync(
            async (database, row) =>
                (
                    await database.Connections.SingleOrDefaultAsync(
                        one =>
                            one.TenantId == row.TenantId
                            && one.Id == called.Id
                            && one.TokenSetAt == called.TokenSetAt
                            && one.TokenCheckedAt == called.TokenCheckedAt,
                        cancellationToken
                    )
                )?.TokenWorks(at),
            cancellationToken
        );

    private static Notice NoticeOf(Connection connection, DateTimeOffset at) =>
        new(
            connection.TenantId,
            NotificationEvent.TokenRefused,
            $"token {connection.Id:N} refused {at.UtcTicks}",
            new NotificationContent(
                $"{NotificationEvent.TokenRefused.InWords()}: {connection.Name}",
                $"{Reason} Runs at {connection.SiteUrl} wait for a new one and go on by themselves once it is entered; nothing is lost.",
                connection.SiteUrl
            ),
            connection.Role == ConnectionRole.Current
                ? "/settings/connection"
                : $"/settings/targets/{connection.Id}/token"
        );
}
