using System.Reflection;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Session;

public sealed record GetSession : IRequest<SessionView>;

/// <param name="SiteUrl">https address of the site that frames the app.</param>
/// <param name="AccountId">The Atlassian account that calls.</param>
/// <param name="Version">The server's version.</param>
public sealed record SessionView(
    string AppName,
    string SiteUrl,
    string AccountId,
    LicenceState Licence,
    Setup Setup,
    string Version
);

public sealed record Setup(SetupStep Step);

/// <summary>The first step of the wizard that is not finished.</summary>
public enum SetupStep
{
    Credentials,
    Storage,
    Sync,
    Done,
}

internal sealed class GetSessionHandler(AppDatabase database, Caller caller)
    : IRequestHandler<GetSession, SessionView>
{
    private const string AppName = "Assets Backup & Migration";

    private static readonly string Version = typeof(GetSession)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    public async ValueTask<SessionView> Handle(
        GetSession request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.FindCurrentConnectionAsync(caller, cancellationToken);
        return new SessionView(
            AppName,
            caller.SiteUrl,
            caller.AccountId,
            caller.Licence,
            new Setup(StepAfter(connection)),
            Version
        );
    }

    private static SetupStep StepAfter(Connection? connection) =>
        connection switch
        {
            null or { HasCredentials: false } => SetupStep.Credentials,
            { StoragePlaceId: null } => SetupStep.Storage,
            { SyncedAt: null } => SetupStep.Sync,
            _ => SetupStep.Done,
        };
}
