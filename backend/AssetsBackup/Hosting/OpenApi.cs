using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AssetsBackup.Hosting;

/// <summary>The API document that the web client is generated from, written at build to obj/AssetsBackup.json.</summary>
internal static class OpenApi
{
    private const string Json = "application/json";

    /// <summary>Adds the document, the controllers it describes, and the JSON rules that both follow.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        // The document reads the minimal API's options, controllers their own: both must say the same.
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        services
            .AddControllers()
            .AddJsonOptions(options => Configure(options.JsonSerializerOptions));
        return services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
            options.AddDocumentTransformer((document, _, _) => Describe(document));
            options.AddOperationTransformer((operation, _, _) => SpeakOnlyJson(operation));
            options.AddSchemaTransformer((schema, _, _) => CloseObject(schema));
        });
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Assets Backup & Migration", Version = "1" };
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    private static Task SpeakOnlyJson(OpenApiOperation operation)
    {
        KeepJson(operation.RequestBody?.Content);
        foreach (var response in operation.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
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
