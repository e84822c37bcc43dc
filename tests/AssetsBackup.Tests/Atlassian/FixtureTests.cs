using System.Text.Json;
using AssetsBackup.Tests.Atlassian.Recorded;

namespace AssetsBackup.Tests.Atlassian;

/// <summary>What real sites were recorded to answer, and what documents give as an example, is read by the product's own models.</summary>
[Trait("Kind", Contract.Trait)]
public sealed class FixtureTests
{
    /// <summary>Of the shapes that no recording has, the examples of the contract.</summary>
    public static TheoryData<string> OfTheContract { get; } =
    [
        """{"isLast":"true","values":[{"id":"6","name":"IT","objectSchemaKey":"IT","objectCount":95,"objectTypeCount":34,"canManage":true}]}""",
        """{"workspaceId":"WS","id":"6","name":"IT","objectSchemaKey":"IT","objectCount":95}""",
        """{"allowOtherObjectSchema":false,"validateQuickCreate":false,"quickCreateObjects":false}""",
        """{"entries":[{"id":"23","name":"Office","icon":{"id":"13","name":"Building"},"position":2,"parentObjectTypeId":"19","objectSchemaId":"6","abstractObjectType":false}]}""",
        """[{"id":"1","name":"In Service","description":"…","category":1,"objectSchemaId":null}]""",
        """[{"globalId":"WS:1","id":"1","name":"Depends","color":"#ff0000","url16":"…","removable":false,"objectSchemaId":"6"}]""",
        """[{"id":13,"name":"Building","url16":"…","url48":"…"}]""",
        """{"totalObjectsCount":95,"perSchemaUsageInfo":[{"schemaId":6,"schemaName":"IT","objectCount":95}]}""",
        """[{"schemaId":6,"totalObjectCount":95,"numberOfArchivedObjects":1}]""",
        """{"Object Schema Managers":"https://x/v1/config/role/21","Object Schema Users":"https://x/v1/config/role/22"}""",
        """{"id":21,"name":"Object Schema Managers","description":"","actors":[{"id":1,"actorUser":{"accountId":"5b10"}}]}""",
        """{"startAt":0,"isLast":true,"values":[{"id":"88","label":"L","objectKey":"IT-88","objectType":{"id":"23"},"created":"2024-02-16T20:04:41.527Z","attributes":[{"objectTypeAttributeId":"5","objectAttributeValues":[{"displayValue":"B","searchValue":"IT-99","referencedObject":{"id":"99","objectType":{"id":"23"}}}]},{"objectTypeAttributeId":"6","objectAttributeValues":[{"value":null,"displayValue":"Ann B","user":{"key":"5b10"}}]},{"objectTypeAttributeId":"7","objectAttributeValues":[{"displayValue":"Running","status":{"id":5}},{"group":{"name":"it-staff"}}]}]}]}""",
        """{"offset":0,"limit":25,"count":1,"total":1,"results":[{"id":88,"objectKey":"IT-88"}]}""",
        """{"totalCount":95}""",
        """[{"id":7,"created":"2024-02-16T20:04:41.527Z","actor":{"key":"JIRAUSER1"},"role":0,"comment":"text","commentOutput":"<p>text</p>"}]""",
        """{"clientId":"c","mediaBaseUrl":"https://api.media.atlassian.com","mediaJwtToken":"t"}""",
        """{"cloudId":"11111111-2222-3333-4444-555555555555"}""",
        """{"size":1,"start":0,"limit":50,"isLastPage":true,"values":[{"workspaceId":"0b6ee3b4-1111-2222-3333-444455556666"}]}""",
        """{"key":"JIRAUSER82500","name":"admin","emailAddress":"a@x.example","displayName":"Ada"}""",
    ];

    [Fact]
    public void Recorded_answers_are_read_as_they_were_recorded()
    {
        var answers = Recorded();
        foreach (var answer in answers)
            Check(answer);
        answers.Count(answer => AnswerShape.Of(answer).Check is not null).ShouldBeGreaterThan(25);
    }

    [Theory]
    [MemberData(nameof(OfTheContract))]
    public void Answers_that_only_the_contract_knows_are_read_as_they_stand_there(string body) =>
        Check(new RecordedAnswer(body, JsonElement.Parse(body)));

    [Fact]
    public void Each_shape_is_tried_with_an_answer()
    {
        var tried = Recorded()
            .Concat(
                OfTheContract.Select(row => new RecordedAnswer("", JsonElement.Parse(row.Data)))
            )
            .Select(answer => AnswerShape.Of(answer).Name)
            .ToHashSet();

        AnswerShape.All.Select(shape => shape.Name).Except(tried).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"anything":1}""")]
    [InlineData("[]")]
    [InlineData("""{"values":[]}""")]
    public void A_shape_that_nobody_knows_is_told_by_the_name_of_its_file(string body) =>
        Should
            .Throw<ShouldAssertException>(() =>
                AnswerShape.Of(new RecordedAnswer("new.json", JsonElement.Parse(body)))
            )
            .Message.ShouldContain("new.json");

    private static List<RecordedAnswer> Recorded() =>
        [
            .. Contract
                .Below("fixtures")
                .Where(file => RecordedAnswers.AreIn(file.Name))
                .SelectMany(file => RecordedAnswers.In(file.Name, file.Root)),
        ];

    private static void Check(RecordedAnswer answer)
    {
        var shape = AnswerShape.Of(answer);
        try
        {
            shape.Check?.Invoke(answer.Body);
        }
        catch (Exception wrong)
        {
            Assert.Fail($"{answer.Where} as {shape.Name}: {wrong}");
        }
    }
}
