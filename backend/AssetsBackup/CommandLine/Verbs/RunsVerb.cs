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

    private static readonly Option<string?> Output = new("--output")
    {
        Description = "Write the run's log to this file instead; one that is there is replaced",
    };
    private static readonly Option<RunLogFormat> Format = Choice.Of<RunLogFormat>(
        "--format",
        "Of the file: text, or jsonl for programs: one JSON object a line"
    );

    public static Command Create()
    {
        var verb = new Command("runs", "List the newest runs, or print the log of one")
        {
            Run,
            Output,
            Format,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Output) is not null && result.GetValue(Run) is null)
                result.AddError("Name the run whose log is to be written.");
            if (result.GetResult(Format) is { Implicit: false } && result.GetValue(Output) is null)
                result.AddError("--format is of the file that --output names.");
        });
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                if (parsed.GetValue(Run) is { } wanted && parsed.GetValue(Output) is { } output)
                    await OutputFile.WriteAsync(
                        invocation,
                        output,
                        file =>
                            WriteLogAsync(
                                invocation,
                                wanted,
                                parsed.GetValue(Format),
                                file,
                                cancellationToken
                            )
                    );
                else if (parsed.GetValue(Run) is { } named)
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

    private static async Task WriteLogAsync(
        Invocation invocation,
        string named,
        RunLogFormat format,
        StreamWriter file,
        CancellationToken cancellationToken
    )
    {
        var run = await Named.RunAsync(invocation, named, cancellationToken);
        RunLogFile part;
        long? after = 0;
        do
        {
            part = await invocation.SendAsync(
                new DownloadRunLog(run, format, after.Value),
                cancellationToken
            );
            await file.WriteAsync(part.Text.AsMemory(), cancellationToken);
            after = part.Next;
        } while (after is not null);
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
