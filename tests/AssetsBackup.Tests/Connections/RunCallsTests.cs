using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Connections;

/// <summary>What a run says of something that a site does not find.</summary>
public sealed class RunCallsTests
{
    [Theory]
    [InlineData("/objectschema/{id}/objecttypes/flat", false, "schema-gone")]
    [InlineData("/objecttype/{id}/attributes", false, "schema-gone")]
    [InlineData("/objectschema/{id}/objecttypes/flat", true, "jira-not-found")]
    [InlineData("/objectschema/list", false, "jira-not-found")]
    [InlineData("/config/statustype", false, "jira-not-found")]
    public void The_schema_is_gone_only_where_it_is_the_schema_that_was_asked_for(
        string template,
        bool isOfDestination,
        string code
    )
    {
        var calls = new RunCalls(
            null!,
            null!,
            Options.Create(new OutgoingAddresses()),
            null!,
            TimeProvider.System
        );
        var missing = new AtlassianNotFoundException(
            new Endpoint("workspace w", "GET", template),
            isOfGateway: false
        );

        var outcome = calls.Outcome(missing, isOfDestination);

        outcome.ErrorCode.ShouldBe(code);
        if (code == "jira-not-found")
            outcome.ErrorMessage.ShouldNotBeNull().ShouldContain($"GET {template}");
    }
}
