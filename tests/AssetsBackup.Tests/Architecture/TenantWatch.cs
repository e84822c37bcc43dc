using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AssetsBackup.Tests.Architecture;

/// <summary>
/// Looks at every command that the product sends to a database in this process, whichever test makes it do so, and keeps
/// which touch rows of tenants and whether they say whose. What is saved is left out: such rows were read under their
/// tenant before.
/// </summary>
internal sealed partial class TenantWatch
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private static readonly ConcurrentDictionary<TenantQuery, bool> SeenByAll = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    public TenantWatch() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>What the product asked so far, in whatever test.</summary>
    public static IReadOnlyList<TenantQuery> Seen =>
        [.. SeenByAll.Keys.OrderBy(query => query.Caller, StringComparer.Ordinal)];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            subscriptions.Add(
                value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name)
            );
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // PostgreSQL answers on another stack; what is asked of it is what SQLite is asked.
        if (
            value.Value is CommandEventData { Context: AppDatabase database } command
            && database is not PostgresDatabase
        )
            Look(database, command);
    }

    public void OnError(Exception error) { }

    public void OnCompleted() { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }

    /// <summary>
    /// Whether a command says which tenant's rows it is about, by a condition and not merely by a column. A list of ids
    /// that is empty makes a command that asks for none.
    /// </summary>
    public static bool NamesTenant(string sql) => Condition().IsMatch(sql);

    /// <summary>The tables of tenants' rows among those that a command names.</summary>
    public static IEnumerable<string> TablesOf(string sql, IReadOnlySet<string> owned) =>
        Table().Matches(sql).Select(match => match.Groups["name"].Value).Where(owned.Contains);

    private static void Look(AppDatabase database, CommandEventData command)
    {
        if (command.CommandSource is CommandSource.SaveChanges or CommandSource.Migrations)
            return;
        var sql = command.Command.CommandText;
        var tables = TablesOf(sql, OwnedTables(database)).ToHashSet(StringComparer.Ordinal);
        if (tables.Count == 0 || Caller() is not { } caller)
            return;
        var names = string.Join(", ", tables.Order(StringComparer.Ordinal));
        SeenByAll[new TenantQuery(caller, names, NamesTenant(sql) ? null : sql)] = true;
    }

    public static IReadOnlySet<string> OwnedTables(DbContext database) =>
        database
            .Model.GetEntityTypes()
            .Where(type => type.FindProperty("TenantId") is not null)
            .Select(type => type.GetTableName()!)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The product's type that asks; null where a test does. SQLite answers on the caller's own stack.</summary>
    private static string? Caller()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: false).GetFrames())
        {
            var type = frame.GetMethod()?.DeclaringType;
            while (type?.DeclaringType is { } outer)
                type = outer;
            if (type is null || type == typeof(TenantWatch))
                continue;
            if (type.Assembly == typeof(TenantWatch).Assembly)
                return null;
            if (type.Assembly == typeof(AppDatabase).Assembly)
                return type.FullName;
        }
        return null;
    }

    [GeneratedRegex(
        """(FROM|JOIN|UPDATE)\s+"(?<name>\w+)"\s""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Table();

    [GeneratedRegex(
        """((WHERE|AND|ON|\()\s*\(*("\w+"\.)?"TenantId" (=|IN) )|(WHERE 0(\s|$))""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Condition();
}

/// <param name="Caller">The product's type that asks.</param>
/// <param name="Tables">The tables of tenants' rows that the command names.</param>
/// <param name="Nameless">The command that does not name the tenant; null for one that does.</param>
internal sealed record TenantQuery(string Caller, string Tables, string? Nameless)
{
    public bool NamesTenant => Nameless is null;
}
