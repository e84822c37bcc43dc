using System.Text;
using System.Text.Json;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Tests.Capture;

/// <summary>Contract §8.2.</summary>
public sealed class IssueFieldNormaliserTests
{
    [Theory]
    [InlineData("""[{"workspaceId":"W","id":"W:88","objectId":"88"}]""", """[{"id":"88"}]""")]
    [InlineData("""[{"label":"NY-1","objectKey":"IT-88"}]""", """[{"objectKey":"IT-88"}]""")]
    [InlineData(
        """["NY-1 (IT-88)","(a) (b) (C_D2-7)"]""",
        """[{"objectKey":"IT-88"},{"objectKey":"C_D2-7"}]"""
    )]
    [InlineData("""["a name without a key","(it-88)"]""", """["a name without a key","(it-88)"]""")]
    [InlineData("""[{"strange":1}]""", """[{"strange":1}]""")]
    public void Objects_are_told_by_id_or_key_and_anything_else_is_kept(
        string value,
        string objects
    )
    {
        var content = IssueFieldNormaliser.Value(
            "customfield_1",
            JsonElement.Parse(
                $$$"""{"id":"1","key":"HR-1","fields":{"customfield_1":{{{value}}}}}"""
            )
        );

        Encoding
            .UTF8.GetString(content!)
            .ShouldBe(
                $$"""{"field":"customfield_1","issueId":"1","issueKey":"HR-1","objects":{{objects}}}"""
            );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public void An_empty_field_is_no_value(string value) =>
        IssueFieldNormaliser
            .Value(
                "customfield_1",
                JsonElement.Parse($$$"""{"id":"1","fields":{"customfield_1":{{{value}}}}}""")
            )
            .ShouldBeNull();
}
