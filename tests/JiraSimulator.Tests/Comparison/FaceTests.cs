using JiraSimulator.Comparison;
using JiraSimulator.Sites;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Comparison;

/// <summary>The sample is one and the same on Cloud and Data Center, but for ids, user keys and two kinds of values.</summary>
public sealed class FaceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public void People_of_both_are_the_same_by_their_mail_addresses()
    {
        var result = Compare("ORG");

        result.Differences.ShouldBeEmpty();
        result.Equal.ShouldBeTrue();
    }

    [Fact]
    public void What_only_Data_Center_knows_is_told_as_different()
    {
        var paths = Compare("ITA").Differences.Select(difference => difference.Path).ToList();

        paths.ShouldNotBeEmpty();
        paths.ShouldAllBe(path => path.Contains("/Everything", StringComparison.Ordinal));
    }

    private ComparisonResult Compare(string key)
    {
        var cloud = fixture.Simulator.WorldOf(fixture.Simulator.Sites[0]);
        return SchemaComparer.Compare([
            new SchemaPair(fixture.World, IdOf(fixture.World, key), cloud, IdOf(cloud, key)),
        ]);
    }

    private static long IdOf(World world, string key) =>
        world.Schemas.Values.First(schema => schema.Key == key).Id;
}
