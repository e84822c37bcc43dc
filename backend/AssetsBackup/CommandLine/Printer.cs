using System.Text.Json;
using System.Text.Json.Serialization;
using AssetsBackup.Hosting.Problems;
using Spectre.Console;

namespace AssetsBackup.CommandLine;

/// <summary>Answers on standard output, as text for people or as one JSON object for programs; problems on standard error.</summary>
internal sealed class Printer(bool asJson)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private const int PipeWidth = 10_000;

    private readonly IAnsiConsole errors = ErrorConsole();

    private static IAnsiConsole ErrorConsole()
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }
        );
        if (Console.IsErrorRedirected)
            console.Profile.Width = PipeWidth;
        return console;
    }

    public bool AsJson => asJson;

    /// <summary>Where progress goes: a bar on a terminal, plain lines otherwise.</summary>
    public IAnsiConsole Progress => errors;

    public void Answer<T>(T answer, Action<IAnsiConsole> asText)
    {
        if (asJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, Options));
        else
        {
            // Lines are broken for a person at a terminal, not for a pipe.
            if (Console.IsOutputRedirected)
                AnsiConsole.Profile.Width = PipeWidth;
            asText(AnsiConsole.Console);
        }
    }

    public void Table<T>(T answer, string[] heads, IEnumerable<string[]> rows) =>
        Answer(
            answer,
            console =>
            {
                var table = new Table { Border = TableBorder.None };
                foreach (var head in heads)
                    table.AddColumn(
                        new TableColumn(new Text(head, new Style(decoration: Decoration.Bold)))
                    );
                foreach (var row in rows)
                    table.AddRow([.. row.Select(cell => new Text(cell))]);
                console.Write(table);
            }
        );

    public void Problem(Problem problem)
    {
        if (asJson)
        {
            Console.Error.WriteLine(JsonSerializer.Serialize(problem, Options));
            return;
        }
        // "Each is marked" is said of a form.
        if (
            problem is { Fields: { Count: > 0 } wrong }
            && problem.Code == ProblemCatalogue.NotValid.Code
        )
        {
            foreach (var (field, message) in wrong)
                errors.WriteLine($"{field}: {message} ({problem.Code})", new Style(Color.Red));
            return;
        }
        errors.WriteLine($"{problem.Title}", new Style(Color.Red));
        foreach (
            var (field, message) in problem.Fields
                ?? new Dictionary<string, string>(StringComparer.Ordinal)
        )
            // In a form a message stands at its field; here it would stand beside the same words.
            if (!$"{problem.Title}. {problem.Detail}".Contains(message, StringComparison.Ordinal))
                errors.WriteLine($"  {field}: {message}");
        errors.WriteLine($"{problem.Detail} ({problem.Code})");
    }
}
