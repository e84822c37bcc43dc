using AssetsBackup.Features.Schemas;

namespace AssetsBackup.Tests.Schemas;

/// <summary>Every status, with everything that can be found out about a schema in it.</summary>
public sealed class SchemaStatusTests
{
    private static readonly DateTimeOffset Before = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Before.AddDays(3);
    private static readonly SchemaFinding Unreadable = SchemaFinding.Unreadable("Not for us.");

    [Theory]
    [InlineData(SchemaStatus.Active, "readable", SchemaStatus.Active)]
    [InlineData(SchemaStatus.Active, "unreadable", SchemaStatus.SyncError)]
    [InlineData(SchemaStatus.Active, "gone", SchemaStatus.Deleted)]
    [InlineData(SchemaStatus.Active, "removed", SchemaStatus.Inactive)]
    [InlineData(SchemaStatus.SyncError, "readable", SchemaStatus.Active)]
    [InlineData(SchemaStatus.SyncError, "unreadable", SchemaStatus.SyncError)]
    [InlineData(SchemaStatus.SyncError, "gone", SchemaStatus.Deleted)]
    [InlineData(SchemaStatus.SyncError, "removed", SchemaStatus.Inactive)]
    [InlineData(SchemaStatus.Deleted, "readable", SchemaStatus.Active)]
    [InlineData(SchemaStatus.Deleted, "unreadable", SchemaStatus.SyncError)]
    [InlineData(SchemaStatus.Deleted, "gone", SchemaStatus.Deleted)]
    [InlineData(SchemaStatus.Deleted, "removed", SchemaStatus.Deleted)]
    [InlineData(SchemaStatus.Inactive, "readable", SchemaStatus.Active)]
    [InlineData(SchemaStatus.Inactive, "unreadable", SchemaStatus.SyncError)]
    [InlineData(SchemaStatus.Inactive, "gone", SchemaStatus.Deleted)]
    [InlineData(SchemaStatus.Inactive, "removed", SchemaStatus.Inactive)]
    public void What_is_found_leads_to_the_next_status_with_its_reason_and_its_time(
        SchemaStatus status,
        string found,
        SchemaStatus expected
    )
    {
        var schema = In(status);
        var (since, finding) = (schema.StatusSince, Finding(found));

        schema.Learn(finding, Now);

        schema.Status.ShouldBe(expected);
        schema.StatusSince.ShouldBe(expected == status ? since : Now);
        var isGoneAnyway = status == SchemaStatus.Deleted && expected == status;
        schema.StatusReason.ShouldBe((isGoneAnyway ? SchemaFinding.Gone : finding).Reason);
        (schema.StatusReason is null).ShouldBe(expected == SchemaStatus.Active);
    }

    [Theory]
    [InlineData(SchemaStatus.Active, true, "Active")]
    [InlineData(SchemaStatus.Inactive, false, "Inactive")]
    [InlineData(SchemaStatus.Deleted, false, "Deleted")]
    [InlineData(SchemaStatus.SyncError, false, "Sync error")]
    public void Only_an_active_schema_can_be_backed_up(
        SchemaStatus status,
        bool canBeBackedUp,
        string words
    )
    {
        status.CanBeBackedUp().ShouldBe(canBeBackedUp);
        status.InWords().ShouldBe(words);
    }

    [Fact]
    public void A_schema_that_cannot_be_read_has_the_newest_reason()
    {
        var schema = In(SchemaStatus.SyncError);

        schema.Learn(SchemaFinding.Unreadable("Not today either."), Now);

        (schema.StatusReason, schema.StatusSince).ShouldBe(("Not today either.", Before));
    }

    private static SchemaFinding Finding(string found) =>
        found switch
        {
            "readable" => SchemaFinding.Readable,
            "unreadable" => Unreadable,
            "gone" => SchemaFinding.Gone,
            _ => SchemaFinding.InstanceRemoved,
        };

    private static Schema In(SchemaStatus status)
    {
        var schema = new Schema
        {
            Id = default,
            TenantId = default,
            ConnectionId = default,
            WorkspaceId = "",
            AssetsId = "1",
            Name = "IT assets",
            Key = "ITA",
        };
        schema.Learn(
            status switch
            {
                SchemaStatus.Active => SchemaFinding.Readable,
                SchemaStatus.Deleted => SchemaFinding.Gone,
                SchemaStatus.Inactive => SchemaFinding.Attached,
                _ => Unreadable,
            },
            Before
        );
        schema.Status.ShouldBe(status);
        return schema;
    }
}
