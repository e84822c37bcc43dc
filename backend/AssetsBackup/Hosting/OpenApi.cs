using Microsoft.OpenApi;

namespace AssetsBackup.Hosting;

/// <summary>The API document that the web client is generated from, written at build to obj/assets-backup.json.</summary>
internal static class OpenApi
{
    private const string Json = "application/json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            // A door's own addresses are Jira's to call, not the web client's.
            options.ShouldInclude = call =>
                call.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) => Describe(document));
            options.AddOperationTransformer((operation, _, _) => SpeakOnlyJson(operation));
            options.AddSchemaTransformer((schema, _, _) => CloseObject(schema));
        });

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Assets Backup & Migration", Version = "1" };
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    private static Task SpeakOnlyJson(OpenApiOperation operation)
    {
        KeepJson(operation.RequestBody?.Content);
        foreach (
            var response in operation.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>()
        )
            KeepJson(response.Content);
        return Task.CompletedTask;
    }

    private static void KeepJson(IDictionary<string, OpenApiMediaType>? content)
    {
        foreach (var type in content?.Keys.Where(type => type != Json).ToList() ?? [])
            content!.Remove(type);
    }

    /// <summary>An open object becomes a class with an index signature, which hides every typing mistake.</summary>
    private static Task CloseObject(OpenApiSchema schema)
    {
        if (schema.Properties is { Count: > 0 })
            schema.AdditionalPropertiesAllowed = false;
        return Task.CompletedTask;
    }
}
