using System.Reflection;
using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Telemetry;
using Refit;

namespace AssetsBackup.Tests.Telemetry;

/// <summary>What a call is counted under tells which call it is, and nothing of a customer.</summary>
public sealed class OperationTests
{
    private static readonly Uri Site = new("https://acme.atlassian.net");

    [Theory]
    [InlineData(
        "https://api.atlassian.com/jsm/assets/workspace/0e9f7a/v1/object/4711?includeExtendedInfo=true",
        "GET /jsm/assets/workspace/{id}/v1/object/{id}"
    )]
    [InlineData(
        "https://jira.initech.example/jira/rest/assets/1.0/objectschema/list",
        "GET /{id}/rest/assets/1.0/objectschema/list"
    )]
    [InlineData(
        "https://acme.atlassian.net/rest/api/3/search/jql?jql=a",
        "GET /rest/api/3/search/jql"
    )]
    [InlineData("https://files.example/bucket/Salaries%20of%20acme.pdf?sig=x", "GET elsewhere")]
    [InlineData("https://files.example/object/a/b/c/d/e/f/g/h", "GET elsewhere")]
    [InlineData("https://acme.atlassian.net/", "GET elsewhere")]
    public void Only_known_words_of_a_path_are_kept(string address, string operation) =>
        Operation.Of(new HttpRequestMessage(HttpMethod.Get, new Uri(address))).ShouldBe(operation);

    [Fact]
    public void Every_call_that_we_make_of_atlassian_is_told_by_all_its_words()
    {
        var paths = typeof(AtlassianClients)
            .Assembly.GetTypes()
            .Where(type => type.IsInterface)
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<HttpMethodAttribute>()?.Path)
            .OfType<string>()
            .ToList();
        paths.Count.ShouldBeGreaterThan(40);

        foreach (var path in paths.Select(path => path.Split('?')[0]))
        {
            var words = path.Split('/').Where(part => !part.StartsWith('{'));
            Operation
                .Of(new HttpRequestMessage(HttpMethod.Get, new Uri(Site, path)))
                .Split('/')
                .Skip(1)
                .Where(part => part != "{id}")
                .ShouldBe(words.Skip(1), path);
        }
    }
}
