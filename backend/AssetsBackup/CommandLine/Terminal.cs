using System.CommandLine;
using AssetsBackup.CommandLine.Verbs;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Problems;
using FluentValidation;

namespace AssetsBackup.CommandLine;

/// <summary>The program as a terminal sees it: verbs, shared options, and one place where failures become exit codes.</summary>
internal static class Terminal
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description =
            "Folder of database, keys and managed storage (default: DataDirectory of the configuration, else ./data)",
        Recursive = true,
    };

    public static readonly Option<string?> Site = new("--site")
    {
        Description =
            "Which customer: the https address or host name of its site. May be left out where there is only one",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON object instead of text",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            "Backs up, restores and migrates Jira Service Management Assets."
        )
        {
            Data,
            Site,
            Json,
            ServeVerb.Create(),
            KeysVerb.Create(),
            SitesVerb.Create(),
            SchemasVerb.Create(),
            BackupVerb.Create(),
            SnapshotsVerb.Create(),
            PlanVerb.Create(),
            ApplyVerb.Create(),
            VerifyVerb.Create(),
            AlarmsVerb.Create(),
            PruneVerb.Create(),
            RunsVerb.Create(),
            VaultVerb.Create(),
            AuditVerb.Create(),
            NotificationsVerb.Create(),
        };
        var parsed = root.Parse(arguments);
        var print = new Printer(parsed.GetValue(Json));
        if ((UsageProblem.Of(parsed) ?? UsageProblem.OfSwallowed(parsed, arguments)) is { } wrong)
        {
            print.Problem(wrong);
            return (int)ExitCode.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (Exception exception)
            when (exception is ProblemException or ValidationException or OperatorKeyException)
        {
            var problem = ProblemMapper.Map(exception);
            print.Problem(problem);
            return (int)(problem.Code == DataPaths.NoFolder ? ExitCode.Usage : ExitCode.Refused);
        }
        catch (OperationCanceledException)
        {
            return (int)ExitCode.RunStopped;
        }
        catch (Exception exception) when (VaultFailures.Of(exception) is { } problem)
        {
            print.Problem(problem);
            return (int)ExitCode.RunFailed;
        }
        catch (Exception exception)
        {
            print.Problem(
                ProblemCatalogue.Unexpected with
                {
                    Detail =
                        "Nothing saved before is lost by this. What follows is for whoever looks after the program.",
                }
            );
            Console.Error.WriteLine(exception);
            return (int)ExitCode.Unexpected;
        }
    }
}
