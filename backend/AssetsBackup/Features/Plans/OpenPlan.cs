using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans;

/// <summary>Both ends of a restore, open: the snapshot to read and the destination to write.</summary>
/// <param name="Connection">To the destination, as it was when it was opened.</param>
internal sealed record OpenPlan(
    Plan Plan,
    OpenedVault OpenedVault,
    RootReader Snapshot,
    SnapshotDefinitions Source,
    Connection Connection,
    SiteCredentials Destination
) : IDisposable
{
    public TenantVault Vault => OpenedVault.Vault;

    public required IAssetsApi Assets { get; init; }
    public required IJiraApi Jira { get; init; }

    /// <summary>The media host, at the address that an upload token names.</summary>
    public required Func<string?, IMediaApi> Media { get; init; }

    /// <summary>The plan's tree, if it is of the backup and the two workspaces that are open here.</summary>
    /// <exception cref="ProblemException">plan-outdated</exception>
    public async Task<RootReader> PlanRootAsync(CancellationToken cancellationToken)
    {
        var root = await Vault.OpenRootAsync(RootKind.Plan, Plan.Id, cancellationToken);
        var facts = PlanFacts.Read(root);
        if (facts.DestinationWorkspace != Destination.WorkspaceId)
            throw PlanProblems.Outdated("The destination has another Assets workspace now.");
        if (
            facts.SnapshotId != Plan.SnapshotId
            || facts.SourceWorkspace != Source.Facts.WorkspaceId
        )
            throw PlanProblems.Outdated("The plan is of another backup.");
        return root;
    }

    public MapScope MapScope =>
        new(Plan.TenantId, Source.Facts.WorkspaceId, Destination.WorkspaceId);

    public void Dispose() => OpenedVault.Dispose();
}

internal sealed class PlanOpener(
    IDbContextFactory<AppDatabase> databases,
    TenantVaults vaults,
    AtlassianClients clients,
    ConnectionCredentials credentials
)
{
    public async Task<OpenPlan> OpenAsync(RunContext run, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var plan = await database
            .Plans.AsNoTracking()
            .SingleAsync(
                row => row.TenantId == run.TenantId && row.Id == run.PlanId,
                cancellationToken
            );
        var connection =
            await database
                .Connections.AsNoTracking()
                .SingleOrDefaultAsync(
                    row =>
                        row.TenantId == run.TenantId
                        && row.Id == plan.DestinationId
                        && row.DeletedAt == null,
                    cancellationToken
                )
            ?? throw PlanProblems.DestinationNotFound();
        var site = credentials.Open(connection);
        var vault = await vaults.OpenOfSnapshotAsync(
            run.TenantId,
            plan.SnapshotId,
            run.Lease,
            cancellationToken
        );
        try
        {
            var snapshot = await vault.Vault.OpenRootAsync(
                RootKind.Snapshot,
                plan.SnapshotId,
                cancellationToken
            );
            var source = await SnapshotDefinitions.ReadAsync(snapshot, cancellationToken);
            var watch = WatchFor(run, cancellationToken);
            return new OpenPlan(plan, vault, snapshot, source, connection, site)
            {
                Assets = clients.Assets(site, watch),
                Jira = clients.Jira(site, watch),
                Media = address => clients.Media(address, watch),
            };
        }
        catch
        {
            vault.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A create is never cancelled while it is under way. A stop takes effect here, before a call, where it is certain
    /// that nothing was sent.
    /// </summary>
    private static CallWatch WatchFor(RunContext run, CancellationToken cancellationToken)
    {
        var calls = RunCalls.WatchOf(run);
        return calls with
        {
            BeforeCall = () =>
            {
                if (cancellationToken.IsCancellationRequested)
                    throw new StoppedBeforeCallException();
                calls.BeforeCall();
            },
        };
    }
}

/// <summary>
/// A stop or shutdown found before a call: nothing was sent. It is no cancellation, because a create that is cancelled
/// counts as one whose answer is lost.
/// </summary>
internal sealed class StoppedBeforeCallException() : Exception("Stopped before a call.");
