using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Plans.Planning;
using AssetsBackup.Hosting.Problems;
using FluentValidation.TestHelper;

namespace AssetsBackup.Tests.Plans;

public sealed class FreeNamesTests
{
    public static TheoryData<string, string> Taken =>
        new()
        {
            { "Organisation", "ORG" },
            { new string('x', MakePlanValidator.LongestName), "TENLETTERS" },
            { new string('x', MakePlanValidator.LongestName - 3) + "😀x", "A1" },
        };

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_is_proposed_is_free_and_may_be_asked_for(string name, string key)
    {
        var taken = new List<SchemaLine> { Line(name, key) };

        for (var round = 0; round < 12; round++)
        {
            var refused = Should.Throw<ProblemException>(() =>
                FreeNames.EnsureFree(taken, name, key)
            );
            var proposal = Line(
                Between(refused.Problem.Fields!["schemaName"], "The name '", "' is free."),
                Between(refused.Problem.Fields["schemaKey"], "The key ", " is free.")
            );

            Should.NotThrow(() =>
                FreeNames.EnsureFree(taken, proposal.Name!, proposal.ObjectSchemaKey!)
            );
            new MakePlanValidator()
                .TestValidate(
                    new MakePlan(Guid.Empty, null, proposal.Name!, proposal.ObjectSchemaKey!)
                )
                .ShouldNotHaveAnyValidationErrors();
            proposal.Name!.IsNormalized().ShouldBeTrue("half an emoji is no text");
            taken.Add(proposal);
        }
    }

    private static SchemaLine Line(string name, string key) =>
        new("1", name, key, null, null, null, null);

    private static string Between(string text, string before, string after) =>
        text[(text.IndexOf(before, StringComparison.Ordinal) + before.Length)..^after.Length];
}
