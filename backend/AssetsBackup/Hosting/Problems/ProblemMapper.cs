using System.Text.Json;
using AssetsBackup.Hosting.Outbound;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;

namespace AssetsBackup.Hosting.Problems;

/// <summary>The one place where a failure becomes words for the outside. What nobody foresaw says nothing of itself.</summary>
internal sealed class ProblemMapper(ILogger<ProblemMapper> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        var problem = Map(exception);
        if (problem.Status >= 500)
        {
            logger.LogError(
                exception,
                "Request {RequestId} failed with {Code}",
                httpContext.TraceIdentifier,
                problem.Code
            );
        }
        await ProblemAnswer.WriteAsync(httpContext, problem);
        return true;
    }

    public static Problem Map(Exception exception) =>
        exception switch
        {
            ProblemException named => named.Problem,
            ValidationException invalid => NotValid(invalid),
            BadHttpRequestException bad => ProblemCatalogue.For(bad.StatusCode),
            _ when OutboundRefusedException.In(exception) is { } refused =>
                ProblemCatalogue.AddressRefused(refused.Message),
            _ => VaultFailures.Of(exception) ?? ProblemCatalogue.Unexpected,
        };

    private static Problem NotValid(ValidationException exception)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var failure in exception.Errors)
            fields.TryAdd(JsonName(failure.PropertyName), failure.ErrorMessage);
        return ProblemCatalogue.NotValid with { Fields = fields };
    }

    private static string JsonName(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
