using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace AssetsBackup.Atlassian;

/// <summary>What limits and failures are told by: method and path with every id taken out (contract §4.3).</summary>
/// <param name="Site">The workspace, or the host where there is none: what a published limit counts by, and what is learned of one.</param>
internal sealed partial record Endpoint(string Site, string Method, string Template)
{
    // Repeating one of these leaves what a single call leaves.
    private static readonly string[] RepeatablePosts =
    [
        "/object/aql",
        "/object/aql/totalcount",
        "/global/config/objectschema/{id}/property",
        "/objecttype/{id}/position",
        "/objecttypeattribute/{id}/{id}/position",
        "/file/binary",
        "/rest/api/3/permissions/check",
    ];

    public bool IsRepeatable => Method != "POST" || RepeatablePosts.Contains(Template);

    public bool IsAssets => Site.StartsWith("workspace ", StringComparison.Ordinal);

    /// <summary>Whether its path names what is asked for.</summary>
    public bool IsOfOneThing => Template.Contains("{id}", StringComparison.Ordinal);

    /// <summary>Whether its path names a schema, or a type in one.</summary>
    public bool IsOfOneSchema =>
        Template.Contains("/objectschema/{id}", StringComparison.Ordinal)
        || Template.StartsWith("/objecttype/{id}", StringComparison.Ordinal);

    public static Endpoint Of(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var workspace = Workspace().Match(uri.AbsolutePath);
        if (workspace.Success)
            return new Endpoint(
                $"workspace {workspace.Groups["id"].Value}",
                request.Method.Method,
                WithoutIds(workspace.Groups["rest"].Value)
            );
        var server = DataCenter().Match(uri.AbsolutePath);
        return new Endpoint(
            OwnerOf(uri),
            request.Method.Method,
            WithoutIds(server.Success ? server.Groups["rest"].Value : uri.AbsolutePath)
        );
    }

    public override string ToString() => $"{Method} {Template}";

    // One host has the files of all sites, and must not slow one for another: whose a file is, the query says (contract
    // §5.9, §5.10).
    private static string OwnerOf(Uri uri)
    {
        if (!uri.AbsolutePath.StartsWith("/file/", StringComparison.Ordinal))
            return uri.Host;
        var query = QueryHelpers.ParseQuery(uri.Query);
        return
            query.TryGetValue("client", out var owner) || query.TryGetValue("collection", out owner)
            ? $"{uri.Host} of {owner}"
            : uri.Host;
    }

    private static string WithoutIds(string path) => Id().Replace(path, "/{id}");

    [GeneratedRegex(
        "/jsm/(assets|insight)/workspace/(?<id>[^/]+)/v1(?<rest>/.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Workspace();

    [GeneratedRegex(
        "/rest/(assets|insight)/1.0(?<rest>/.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex DataCenter();

    [GeneratedRegex(
        "/([0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?=/|$)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Id();
}
