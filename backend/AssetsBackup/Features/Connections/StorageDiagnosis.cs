using System.Security.Authentication;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;

namespace AssetsBackup.Features.Connections;

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
        if (causes.OfType<MongoAuthenticationException>().Any())
            return StorageProblems.SignInFailed();
        if (causes.OfType<AuthenticationException>().Any())
            return StorageProblems.TlsFailed();
        if (causes.OfType<MongoCommandException>().FirstOrDefault() is { Code: 13 })
            return StorageProblems.NotAllowed("connect");
        return OfConnections(lease.Pass, outgoing);
    }

    private static ProblemException OfConnections(SocksPass pass, IReadOnlyList<string> outgoing)
    {
        var replies = pass.Outcomes.Values.Select(outcome => outcome.Reply).ToList();
        if (replies.Count > 0 && replies.TrueForAll(reply => reply == SocksReply.HostUnknown))
            return StorageProblems.NameNotFound();
        return replies.Contains(SocksReply.Succeeded)
            ? StorageProblems.NotMongo()
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
