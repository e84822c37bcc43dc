using System.Text.Json.Serialization;

namespace AssetsBackup.Hosting.Problems;

/// <summary>The body of every answer that is not a success.</summary>
/// <param name="Code">Stable name of the failure.</param>
/// <param name="Title">What happened.</param>
/// <param name="Detail">What to do.</param>
/// <param name="Fields">Message by form field; absent where no field is at fault.</param>
/// <param name="RequestId">To quote to the operator, whose log carries it.</param>
public sealed record ProblemAnswer(
    string Code,
    string Title,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyDictionary<string, string>? Fields,
    string RequestId
)
{
    internal static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        var answer = new ProblemAnswer(
            problem.Code,
            problem.Title,
            problem.Detail,
            problem.Fields,
            context.TraceIdentifier
        );
        return context.Response.WriteAsJsonAsync(
            answer,
            options: null,
            contentType: "application/json",
            context.RequestAborted
        );
    }
}
