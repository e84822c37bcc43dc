using System.CommandLine;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>runs</c>: what was done, is under way and waits; with a run's id its log.</summary>
internal static class RunsVerb
{
    private static readonly Argument<string?> Run = new("run")
    {
        Description = "The id of a run, or its start: prints its log; all runs when left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var verb = new Command("runs", "List the newest runs, or print the log of one") { Run };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                if (parsed.GetValue(Run) is { } named)
                    await PrintLogAsync(invocation, named, cancellationToken);
                else
                    await ListAsync(invocation, cancellationToken);
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }

    private static async Task ListAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var runs = await invocation.SendAsync(new ListRuns(SchemaId: null), cancellationToken);
        var keys = (
            await invocation.SendAsync(new ListSchemas(), cancellationToken)
        ).Items.ToDictionary(schema => schema.Id, schema => schema.Key);
        invocation.Print.Table(
            runs,
            ["Id", "Kind", "Schema", "State", "By", "Asked for (UTC)", "Ended (UTC)", "Result"],
            runs.Items.Select(run =>
                new[]
                {
                    RunEnd.ShortId(run),
                    run.Kind.ToString(),
                    run.SchemaId is { } schema ? keys.GetValueOrDefault(schema, "") : "",
                    run.State.ToString(),
                    run.RequestedBy,
                    run.CreatedAt.ToString("u"),
                    run.FinishedAt?.ToString("u") ?? "",
                    run.ErrorMessage ?? run.Result ?? run.WaitsFor ?? "",
                }
            )
        );
    }

    private static async Task PrintLogAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    )
    {
        var run = await Named.RunAsync(invocation, named, cancellationToken);
        var lines = new List<RunLogLine>();
        RunLogPage page;
        do
        {
            page = await invocation.SendAsync(
                new GetRunLog(run, lines.Count == 0 ? 0 : lines[^1].Number),
                cancellationToken
            );
            lines.AddRange(page.Items);
        } while (page.Items.Count > 0);
        invocation.Print.Table(
            new RunLogPage(lines, page.Next),
            ["At (UTC)", "Level", "Message"],
            lines.Select(line =>
                new[] { line.At.ToString("u"), line.Level.ToString(), line.Message }
            )
        );
    }
}
