namespace JiraSimulator.Worlds.Itsm;

/// <summary>Issues of all projects, most of which name objects; one object is named by very many, one issue names very many.</summary>
internal sealed class IssueFiller(World world, Dice dice)
{
    private const int IssueCount = 420;
    private const int CrowdedObject = 40;
    private const int CrowdedIssue = 60;

    private static readonly DateTimeOffset Epoch = new(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Summaries =
    [
        "Laptop broken",
        "Zugang zu Süd gesperrt",
        "サーバーが応答しない",
        "Replace <old> \"core\" switch & cable",
        "Printer 😀 is out of toner",
        "Quarterly review",
    ];

    private static readonly string[] Types = ["Incident", "Change", "Service request", "Problem"];
    private static readonly string[] Priorities = ["Highest", "High", "Medium", "Low"];

    private readonly List<long> objects =
    [
        .. world.Types.Keys.SelectMany(type => world.Objects.IdsOf(type)).Order(),
    ];

    private readonly Dictionary<string, int> lastNumbers = [];

    public void Fill()
    {
        var fields = world
            .Issues.AssetsFields.Where(field => field.Name != "Unused asset")
            .ToList();
        var crowded = dice.Pick(objects);
        for (var i = 0; i < IssueCount; i++)
        {
            var issue = Make(10_000 + i);
            foreach (var field in fields.Where(_ => dice.Chance(45)))
                issue.Objects[field.Number] = Some(dice.Between(1, dice.Chance(10) ? 12 : 3));
            if (i < CrowdedObject)
                issue.Objects[fields[0].Number] = [crowded];
            if (i == CrowdedObject)
                issue.Objects[fields[0].Number] = Some(CrowdedIssue);
            world.Issues.Add(issue);
        }
    }

    private List<long> Some(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => dice.Pick(objects)).Distinct()];

    private Issue Make(long id)
    {
        // The first project has more than all others together.
        var project = world.Site.ProjectKeys[
            dice.Chance(55) ? 0 : dice.Below(world.Site.ProjectKeys.Count)
        ];
        var number = lastNumbers[project] = lastNumbers.GetValueOrDefault(project) + 1;
        var created = Epoch.AddMinutes(dice.Below(200 * 1440));
        return new Issue(id, project, number)
        {
            Summary = dice.Pick(Summaries),
            Type = dice.Pick(Types),
            Status = dice.Pick(IssueStatus.All),
            Priority = dice.Pick(Priorities),
            ReporterId = dice.Pick(world.Site.Accounts).AccountId,
            Created = created,
            Updated = created.AddMinutes(dice.Below(60 * 1440)),
        };
    }
}
