using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Runs;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections;

/// <summary>How runs call a site, and how they end when it does not give what they need.</summary>
internal sealed class RunCalls(
    AtlassianClients clients,
    ConnectionCredentials credentials,
    IOptions<OutgoingAddresses> outgoing,
    Notices notices,
    TimeProvider clock
)
{
    public const string TokenRejected = "token-rejected";

    public const string WorkspaceUnknown = "workspace-unknown";

    /// <summary>Runs that were paused for one of these go on once the connection's credentials are entered anew.</summary>
    public static readonly string[] WaitForCredentials = [TokenRejected, WorkspaceUnknown];

    // Contract §4.3: after this the run is parked with its checkpoint, not failed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>No call goes out without the lease, and what calls wait for is shown.</summary>
    public static CallWatch WatchOf(
        RunContext run,
        TimeSpan? patience = null,
        CallPriority? priority = null
    ) =>
        new(run.Lease.EnsureHeld, run.WaitsForAsync, patience ?? Patience)
        {
            Priority = priority ?? PriorityOf(run),
            PartOf = () => run.Span,
        };

    public SiteCredentials Open(Connection connection) => credentials.Open(connection);

    /// <param name="site">Whom to call.</param>
    /// <param name="run">Whose calls they are.</param>
    /// <param name="patience">How long one call may go on trying; null for as long as runs do.</param>
    /// <param name="priority">Null for that of the run.</param>
    public IAssetsReads Assets(
        SiteCredentials site,
        RunContext run,
        TimeSpan? patience = null,
        CallPriority? priority = null
    ) => clients.Reads(site, WatchOf(run, patience, priority));

    /// <summary>Issues of any kind of site.</summary>
    public IIssueReads Issues(SiteCredentials site, RunContext run, CallPriority priority) =>
        clients.Issues(site, WatchOf(run, priority: priority));

    public IDataCenterApi DataCenter(
        SiteCredentials site,
        RunContext run,
        CallPriority? priority = null
    ) => clients.DataCenter(site, WatchOf(run, priority: priority));

    public FileDownload Files(SiteCredentials site, RunContext run) =>
        clients.Files(site, WatchOf(run, priority: CallPriority.Parts));

    /// <summary>How a run ends that a call ended, after keeping it if Jira refused the token.</summary>
    /// <param name="connection">As it was when the run began.</param>
    public async Task<RunOutcome> EndAsync(
        RunContext run,
        Connection connection,
        AtlassianException exception,
        CancellationToken cancellationToken,
        bool isOfDestination = false
    )
    {
        if (exception is TokenRejectedException && !connection.HasCredentials)
            return NoTokenYet(connection);
        await run.KeepRefusalAsync(
            connection,
            exception,
            notices,
            clock.GetUtcNow(),
            cancellationToken
        );
        return Outcome(exception, isOfDestination);
    }

    private static RunOutcome NoTokenYet(Connection connection) =>
        RunOutcome.Paused(
            TokenRejected,
            $"There is no API token for {connection.SiteUrl} yet: it is known from backups that were attached, and they hold none. Enter one in the app's settings, or with: {CommandFor(connection)}; the run then goes on."
        );

    private static string CommandFor(Connection connection) =>
        (connection.Role, connection.Kind) switch
        {
            (ConnectionRole.Current, _) =>
                $"assets-backup sites add {connection.SiteUrl} --email …",
            (_, SiteKind.DataCenter) => $"assets-backup sites data-center {connection.SiteUrl}",
            _ => $"assets-backup sites target {connection.SiteUrl} --email …",
        };

    /// <summary>A run that can go on later is paused at its checkpoint: until Jira may be called again, or until somebody acts.</summary>
    /// <param name="exception">What a call came to.</param>
    /// <param name="isOfDestination">Of a plan or a restore: what is missing there is not the schema that was backed up.</param>
    public RunOutcome Outcome(AtlassianException exception, bool isOfDestination = false) =>
        exception switch
        {
            TokenRejectedException => RunOutcome.Paused(
                TokenRejected,
                "Jira no longer accepts the token or password: it has expired, was changed or revoked. Enter a new one for this site, the connection or the target instance; the run then goes on where it stopped."
            ),
            AtlassianNotFoundException { IsOfGateway: true } => RunOutcome.Paused(
                WorkspaceUnknown,
                "Assets does not know the workspace of this site any more: the site was given another one, or was moved. Enter the connection's credentials again, with the workspace id that the site has now; a target instance is removed and added again. Backups that are there stay as they are."
            ),
            SiteMovedException moved => RunOutcome.Waiting(
                "site-moved",
                $"The site answers that it is at {moved.Host} now. Nothing is lost; the run goes on by itself where it stopped, once Jira has told the app the new address. A target instance is removed and added again with it.",
                null
            ),
            AccessDeniedException { IsAddressBlocked: true } => RunOutcome.Failed(
                "ip-not-allowed",
                $"The site's IP allowlist does not let us in. {outgoing.Value.ToAllow()}"
            ),
            AccessDeniedException denied => RunOutcome.Failed(
                "access-denied",
                $"The account may not do this any more ({denied.Endpoint}). Give it Object Schema Manager in the schema."
            ),
            AtlassianNotFoundException { Endpoint.IsOfOneSchema: true } when !isOfDestination =>
                RunOutcome.Failed(
                    "schema-gone",
                    "The schema is not there any more, or the account has lost its role in it. Sync the schemas to see which."
                ),
            AtlassianNotFoundException missing => RunOutcome.Failed(
                "jira-not-found",
                $"Jira does not find what a call of the run is about ({missing.Endpoint}). It was deleted meanwhile, or the account has lost its role in it: look in Assets, then start again."
            ),
            RateLimitedException limited => RunOutcome.Waiting(
                "jira-limited",
                "Jira limits our calls. Nothing is lost; the run goes on by itself where it stopped.",
                limited.RetryAfter
            ),
            AtlassianUnavailableException unavailable => RunOutcome.Waiting(
                "jira-not-reachable",
                "Jira does not answer. Nothing is lost; the run goes on by itself where it stopped.",
                unavailable.RetryAfter
            ),
            AnswerTooLargeException large => RunOutcome.Failed(
                "jira-answer-too-large",
                $"Jira's answer to {large.Endpoint} is larger than we read. Report this message."
            ),
            _ => RunOutcome.Failed(
                "jira-refused",
                $"Jira refused a call that the run needs: {exception.Endpoint} answered {exception.Status}. Start it again; if it ends like this again, report this message."
            ),
        };

    private static CallPriority PriorityOf(RunContext run) =>
        run.Kind is RunKind.Restore or RunKind.Plan ? CallPriority.Restore
        : run.RequestedBy == Run.BySchedule ? CallPriority.Scheduled
        : CallPriority.Manual;
}
