using System.Security.Authentication;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using MongoDB.Driver;
using MongoDB.Driver.Core;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>
/// Why a database could not be used. The driver itself says little more than "timeout": the way out knows what became of
/// each connection, the driver's view of each server what came over it.
/// </summary>
internal static class StorageDiagnosis
{
    public static ProblemException Of(
        Exception exception,
        MongoClientLease lease,
        IReadOnlyList<string> outgoing
    )
    {
        var cluster = lease.Cluster;
        var causes = cluster
            .Servers.Select(server => server.HeartbeatException)
            .Append(exception)
            .SelectMany(Chain)
            .ToList();
        if (Refusal(lease.Pass) is { } refusal)
            return StorageProblems.AddressRefused(refusal);
        if (
            causes.OfType<MongoIncompatibleDriverException>().Any()
            || !cluster.IsCompatibleWithDriver
        )
            return StorageProblems.VersionTooOld();
        // A connection that broke while signing in is no wrong password.
        if (
            causes
                .OfType<MongoAuthenticationException>()
                .Any(cause => cause.InnerException is not MongoConnectionException)
        )
            return StorageProblems.SignInFailed();
        if (causes.OfType<AuthenticationException>().Any())
            return StorageProblems.TlsFailed();
        if (causes.OfType<MongoCommandException>().FirstOrDefault() is { Code: 13 })
            return StorageProblems.NotAllowed("connect");
        if (causes.OfType<FormatException>().Any())
            return StorageProblems.NotMongo();
        return lease.UsesTls && EndedInHandshake(causes, lease.Pass)
            ? StorageProblems.TlsFailed()
            : OfConnections(lease.Pass, outgoing);
    }

    // A server that does not speak TLS takes its beginning for a broken message, and ends the connection.
    private static bool EndedInHandshake(List<Exception> causes, SocksPass pass) =>
        pass.Outcomes.Values.Any(outcome => outcome.Reply == SocksReply.Succeeded)
        && causes.OfType<IOException>().Any()
        && !causes.OfType<MongoProxyConnectionException>().Any();

    private static ProblemException OfConnections(SocksPass pass, IReadOnlyList<string> outgoing)
    {
        var replies = pass.Outcomes.Values.Select(outcome => outcome.Reply).ToList();
        return replies.Count > 0 && replies.TrueForAll(reply => reply == SocksReply.HostUnknown)
            ? StorageProblems.NameNotFound()
            : StorageProblems.NoAnswer(outgoing);
    }

    private static string? Refusal(SocksPass pass) =>
        pass
            .Outcomes.Values.Select(outcome => outcome.Refusal)
            .FirstOrDefault(reason => reason is not null);

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
