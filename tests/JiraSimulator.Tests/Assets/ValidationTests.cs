using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Assets;

/// <summary>One invalid attribute refuses the whole object, under the key of contract §1.5.</summary>
public sealed class ValidationTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>
{
    private readonly World world = fixture.AcmeWorld;

    [Theory]
    [InlineData("Any text", "must be less than 255", "LONG")]
    [InlineData("Matching text", "invalid", "no match")]
    [InlineData("An integer", "invalid", "2147483648")]
    [InlineData("A boolean", "invalid", "yes")]
    [InlineData("A float", "invalid", "1,5")]
    [InlineData("A date", "invalid", "2026-02-30")]
    [InlineData("A time", "invalid", "25:00")]
    [InlineData("A date and time", "invalid", "2026-11-23 07:00")]
    [InlineData("A link", "invalid", "ftp://x.example")]
    [InlineData("Mail addresses", "invalid", "nobody")]
    [InlineData("One of", "invalid", "Purple")]
    [InlineData("An address", "invalid", "10.0.0.256")]
    [InlineData("Someone", "not found in Jira", "no-such-account")]
    [InlineData("Someone", "not found in Jira", "712020:1c0ffee0-1111-4222-8333-444455556664")]
    [InlineData(
        "Someone",
        "invalid due to restrictions",
        "557058:1c0ffee0-1111-4222-8333-444455556663"
    )]
    [InlineData("A group", "Invalid Group(s)", "no such group")]
    [InlineData("A project", "not found in Jira", "NONE")]
    [InlineData("Own status", "invalid due to restrictions", "Running")]
    [InlineData("Any status", "invalid", "No such status")]
    [InlineData("Itself", "invalid", "999999999")]
    [InlineData("Itself", "another type", "OF:Server")]
    public async Task A_wrong_value_is_refused_and_nothing_is_written(
        string attribute,
        string message,
        string value
    )
    {
        var before = world.Objects.Count;

        var (status, errors) = await CreateAsync((attribute, [Meant(value)]));

        status.ShouldBe(HttpStatusCode.BadRequest);
        errors[Key("Everything", attribute)].ShouldContain(message);
        world.Objects.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Too_many_values_a_second_of_a_unique_one_and_a_missing_one_are_each_named()
    {
        var taken = world.Objects.Find(world.Objects.IdsOf(TypeNamed("Everything").Id)[0])!;
        var unique = AttributeOf("Everything", "Unique text");

        var (_, errors) = await CreateAsync(
            ("Any text", ["a", "b"]),
            ("Unique text", [taken.ValuesOf(unique.Id)[0]]),
            ("Some of", [])
        );

        errors[Key("Everything", "Any text")].ShouldContain("can only contain max 1");
        errors[Key("Everything", "Unique text")].ShouldContain("has duplicated value");
        errors[Key("Everything", "Some of")].ShouldContain("at least 1");
        errors[Key("Everything", "Name")].ShouldContain("at least 1");
    }

    [Fact]
    public async Task A_reference_into_a_closed_schema_is_refused()
    {
        var organisation = world.Schemas.Values.First(s => s.Key == "ORG");
        var person = world.Objects.IdsOf(TypeNamed("Person").Id)[0];
        organisation.AllowOtherObjectSchema = false;
        var type = TypeNamed("Notebook");

        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Post,
            "/object/create",
            Body(
                type,
                [
                    ("Name", ["x"]),
                    ("Encrypted", ["true"]),
                    ("Serial number", ["s"]),
                    ("Used by", [person.ToString()]),
                ]
            )
        );

        organisation.AllowOtherObjectSchema = true;
        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldContain("refers to the schema");
    }

    [Fact]
    public async Task A_target_that_the_filter_leaves_out_is_refused()
    {
        var region = world.Objects.IdsOf(TypeNamed("Region").Id)[0];
        var type = TypeNamed("Person");

        var (_, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Put,
            $"/object/{world.Objects.IdsOf(type.Id)[0]}",
            Body(type, [("Office", [region.ToString()])])
        );

        body.ShouldContain("invalid due to restrictions");
    }

    [Fact]
    public async Task An_abstract_type_holds_no_objects()
    {
        var (status, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Post,
            "/object/create",
            Body(TypeNamed("Hardware"), [("Name", ["x"])])
        );

        status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_update_keeps_what_it_does_not_name_and_clears_what_it_names_empty()
    {
        var type = TypeNamed("Everything");
        var (text, number) = (
            AttributeOf("Everything", "Any text"),
            AttributeOf("Everything", "An integer")
        );
        var changed = world
            .Objects.IdsOf(type.Id)
            .Select(id => world.Objects.Find(id)!)
            .First(o => o.ValuesOf(text.Id).Count > 0 && o.ValuesOf(number.Id).Count > 0);
        var before = changed.ValuesOf(number.Id)[0];

        await fixture.Acme.PutAsync($"/object/{changed.Id}", Body(type, [("Any text", [])]));

        var read = await fixture.Acme.GetAsync($"/object/{changed.Id}");
        var held = read["attributes"]!
            .AsArray()
            .ToDictionary(a => a!["objectTypeAttributeId"]!.GetValue<string>());
        held.ShouldNotContainKey(text.Id.ToString());
        held[number.Id.ToString()]!["objectAttributeValues"]![0]!["value"]!
            .GetValue<string>()
            .ShouldBe(before);
    }

    [Fact]
    public async Task A_deleted_object_vanishes_from_the_references_of_others()
    {
        var model = AttributeOf("Notebook", "Model");
        var holder = world
            .Objects.IdsOf(TypeNamed("Notebook").Id)
            .Select(id => world.Objects.Find(id)!)
            .First(o => o.ValuesOf(model.Id).Count == 1);

        await fixture.Acme.JsonAsync(HttpMethod.Delete, $"/object/{holder.ValuesOf(model.Id)[0]}");

        var read = await fixture.Acme.GetAsync($"/object/{holder.Id}/attributes");
        read.AsArray()
            .ShouldAllBe(a =>
                a!["objectTypeAttributeId"]!.GetValue<string>() != model.Id.ToString()
            );
    }

    private async Task<(HttpStatusCode, Dictionary<string, string>)> CreateAsync(
        params (string, string[])[] values
    )
    {
        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Post,
            "/object/create",
            Body(TypeNamed("Everything"), values)
        );
        var errors = JsonNode.Parse(body)!["errors"]!.AsObject();
        return (
            status,
            errors.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>())
        );
    }

    private string Meant(string value) =>
        value switch
        {
            "LONG" => new string('x', 255),
            "OF:Server" => world.Objects.IdsOf(TypeNamed("Server").Id)[0].ToString(),
            _ => value,
        };

    private object Body(ObjectType type, (string Attribute, string[] Values)[] values) =>
        new
        {
            objectTypeId = type.Id.ToString(),
            attributes = values.Select(v => new
            {
                objectTypeAttributeId = AttributeOf(type.Name, v.Attribute).Id.ToString(),
                objectAttributeValues = v.Values.Select(value => new { value }),
            }),
        };

    private string Key(string type, string attribute) =>
        $"rlabs-insight-attribute-{AttributeOf(type, attribute).Id}";

    private ObjectType TypeNamed(string name) => world.Types.Values.First(t => t.Name == name);

    private AttributeDefinition AttributeOf(string type, string name) =>
        world.AttributesOf(TypeNamed(type)).First(a => a.Name == name);
}
