using AssetsBackup.Features.Plans.Planning;

namespace AssetsBackup.Tests.Plans;

public sealed class AttributeFilterTests
{
    [Theory]
    [InlineData("objectTypeId = 23", "objectTypeId = <ObjectTypeId 23>")]
    [InlineData("objectTypeId in (1, 22)", "objectTypeId in (<ObjectTypeId 1>, <ObjectTypeId 22>)")]
    [InlineData("objectTypeId not in (1)", "objectTypeId not in (<ObjectTypeId 1>)")]
    [InlineData(
        "objectType in objectTypeAndChildren(7)",
        "objectType in objectTypeAndChildren(<ObjectTypeId 7>)"
    )]
    [InlineData("objectSchemaId = 6", "objectSchemaId = <SchemaId 6>")]
    [InlineData(
        "objectSchema = \"IT assets\" AND Size > 4",
        "objectSchema = \"<SchemaName IT assets>\" AND Size > 4"
    )]
    [InlineData("objectId = 88 OR objectId=9", "objectId = <ObjectId 88> OR objectId=<ObjectId 9>")]
    [InlineData("Key = \"ITSM-88\"", "Key = \"<ObjectKey ITSM-88>\"")]
    [InlineData("Key IN (IT-1, IT-2)", "Key IN (<ObjectKey IT-1>, <ObjectKey IT-2>)")]
    [InlineData("Owner.Key = IT-1", "Owner.Key = <ObjectKey IT-1>")]
    [InlineData(
        "\"Serial number\" = \"AB-12\"",
        "\"Serial number\" = \"<PerhapsObjectKey AB-12>\""
    )]
    [InlineData(
        "object having inboundReferences(objectTypeId = 5)",
        "object having inboundReferences(objectTypeId = <ObjectTypeId 5>)"
    )]
    public void Literals_that_name_ids_schemas_and_keys_are_found(string filter, string marked)
    {
        AttributeFilter
            .Parse(filter)
            .Replace(term => $"<{term.Kind} {term.Text}>")
            .ShouldBe(marked);
    }

    [Theory]
    [InlineData("Name = \"23\"")]
    [InlineData("objectType = Host AND Status = \"In use\"")]
    [InlineData("Location = ${Location.Key}")]
    [InlineData("Key = \"${Parent}\"")]
    [InlineData("Name like \"objectTypeId = 4\"")]
    [InlineData("Cores > 23 ORDER BY Name asc")]
    [InlineData("Owner is not EMPTY")]
    [InlineData("")]
    public void Everything_else_stays_as_it_is(string filter) =>
        AttributeFilter.Parse(filter).Terms.ShouldBeEmpty();
}
