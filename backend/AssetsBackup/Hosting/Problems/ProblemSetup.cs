using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Hosting.Problems;

internal static class ProblemSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ProblemMapper>();
        services.Configure<ApiBehaviorOptions>(options =>
        {
            // Bare statuses get their body from UseProblems, so that there is one shape.
            options.SuppressMapClientErrors = true;
            options.InvalidModelStateResponseFactory = static context => new NotReadable(context);
        });
    }

    /// <summary>First in the pipeline but for the security headers: what comes after it answers failures in one shape.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(static context =>
            ProblemAnswer.WriteAsync(
                context.HttpContext,
                ProblemCatalogue.For(context.HttpContext.Response.StatusCode)
            )
        );
    }

    /// <summary>A body or parameter that does not bind. The serializer's own message names our types, so it stays here.</summary>
    private sealed class NotReadable(ActionContext action) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            var fields = action
                .ModelState.Where(entry => entry.Value!.Errors.Count > 0)
                .Select(entry => entry.Key.TrimStart('$', '.'))
                .Where(name => name.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(name => name, _ => "This value cannot be read.");
            var problem = ProblemCatalogue.RequestNotReadable;
            return ProblemAnswer.WriteAsync(
                context.HttpContext,
                fields.Count == 0 ? problem : problem with { Fields = fields }
            );
        }
    }
}
