using System.CommandLine;
using System.CommandLine.Parsing;
using AssetsBackup.Features;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots.Retention;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>schemas retention</c>: shows how long the backups of a schema are kept, or of all that have no rules of their own, or changes it.</summary>
internal static class SchemasRetention
{
    private static readonly Argument<string?> Schema = new("schema")
    {
        Description = "Key, name or id of the schema; left out, the default of all schemas",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<int?> Within = new("--within-days")
    {
        Description = "Keep everything that is younger than so many days",
    };
    private static readonly Option<int?> Daily = new("--daily")
    {
        Description = "Keep the newest good backup of each of the last so many days",
    };
    private static readonly Option<int?> Weekly = new("--weekly")
    {
        Description = "The same of weeks",
    };
    private static readonly Option<int?> Monthly = new("--monthly")
    {
        Description = "The same of months",
    };
    private static readonly Option<int?> Yearly = new("--yearly")
    {
        Description = "The same of years",
    };
    private static readonly Option<bool> Default = new("--default")
    {
        Description = "Follow the default of all schemas again; without a schema, one year",
    };
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Save nothing; say what the rules would delete now",
    };
    private static readonly Option<int?>[] Rules = [Within, Daily, Weekly, Monthly, Yearly];

    public static Command Create()
    {
        var verb = new Command(
            "retention",
            "Show or change how long the backups of a schema are kept"
        )
        {
            Schema,
            Within,
            Daily,
            Weekly,
            Monthly,
            Yearly,
            Default,
            DryRun,
        };
        verb.Validators.Add(given =>
        {
            var hasRules = Rules.Any(one => given.GetResult(one) is not null);
            if (given.GetResult(Default) is not null && hasRules)
                given.AddError("Give --default, or rules of its own");
            if (given.GetResult(DryRun) is not null && (!hasRules || IsOfAll(given)))
                given.AddError("--dry-run tries rules on a schema: give both");
        });
        verb.SetAction(RunAsync);
        return verb;
    }

    private static bool IsOfAll(CommandResult given) =>
        given.GetResult(Schema) is not { Tokens.Count: > 0 };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        return parsed.GetValue(Schema) is { } named
            ? await OfSchemaAsync(parsed, invocation, named, cancellationToken)
            : await OfAllAsync(parsed, invocation, cancellationToken);
    }

    private static async Task<int> OfSchemaAsync(
        ParseResult parsed,
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    )
    {
        var schema = await Named.SchemaAsync(invocation, named, toBackUp: false, cancellationToken);
        var shown = await invocation.SendAsync(new GetRetention(schema.Id), cancellationToken);
        var given = GivenOver(parsed, shown.Policy);
        if (parsed.GetValue(DryRun))
            shown = await invocation.SendAsync(
                new GetRetention(schema.Id, given),
                cancellationToken
            );
        else if (given is not null || parsed.GetValue(Default))
        {
            await invocation.SendAsync(new SaveRetention(schema.Id, given), cancellationToken);
            shown = await invocation.SendAsync(new GetRetention(schema.Id), cancellationToken);
        }
        invocation.Print.Answer(
            shown,
            console =>
            {
                foreach (var line in LinesOf(schema, shown, given is not null))
                    console.WriteLine(line);
            }
        );
        return (int)ExitCode.Done;
    }

    private static async Task<int> OfAllAsync(
        ParseResult parsed,
        Invocation invocation,
        CancellationToken cancellationToken
    )
    {
        var shown = await invocation.SendAsync(new GetDefaultRetention(), cancellationToken);
        var given = GivenOver(parsed, shown);
        if (given is not null || parsed.GetValue(Default))
            shown = await invocation.SendAsync(
                new SaveRetention(SchemaId: null, given),
                cancellationToken
            );
        invocation.Print.Answer(
            shown,
            console =>
                console.WriteLine(
                    $"Backups of schemas without rules of their own are kept so: {shown.InWords()}"
                )
        );
        return (int)ExitCode.Done;
    }

    /// <summary>The rules that were given over those in force; null where none was.</summary>
    private static RetentionPolicy? GivenOver(ParseResult parsed, RetentionPolicy now) =>
        Rules.All(rule => parsed.GetValue(rule) is null)
            ? null
            : new RetentionPolicy
            {
                WithinDays = parsed.GetValue(Within) ?? now.WithinDays,
                Daily = parsed.GetValue(Daily) ?? now.Daily,
                Weekly = parsed.GetValue(Weekly) ?? now.Weekly,
                Monthly = parsed.GetValue(Monthly) ?? now.Monthly,
                Yearly = parsed.GetValue(Yearly) ?? now.Yearly,
            };

    private static IEnumerable<string> LinesOf(
        SchemaView schema,
        RetentionView retention,
        bool isOwn
    )
    {
        var whose = isOwn || !retention.IsDefault ? "by rules of its own" : "by default";
        yield return $"Backups of {schema.Name} are kept {whose}: {retention.Policy.InWords()}";
        if (retention.IsHeld)
            yield return "An alarm is open: nothing is deleted until it is acknowledged (assets-backup alarms)";
        yield return retention.Expired.Count == 0
            ? $"None of {Words.Count(retention.Backups, "backup")} would be deleted now"
            : $"The next pruning deletes {retention.Expired.Count:N0} of {Words.Count(retention.Backups, "backup")}{(retention.IsHeld ? " then" : "")}: {string.Join(", ", retention.Expired.Select(backup => backup.ShortId))}";
    }
}
