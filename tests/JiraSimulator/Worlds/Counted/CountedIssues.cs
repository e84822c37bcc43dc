namespace JiraSimulator.Worlds;

/// <summary>One issue for every hundredth object, which names that object alone.</summary>
internal sealed class CountedIssues(int objectCount, IssueField field, DateTimeOffset epoch)
{
    private const int ObjectsPerIssue = 100;
    private const long FirstId = 10_000;
    private const string Project = "ITSM";

    public IEnumerable<Issue> All =>
        Enumerable.Range(1, objectCount / ObjectsPerIssue).Select(Make);

    public Issue? Naming(long objectId) =>
        objectId % ObjectsPerIssue == 0 && objectId >= 1 && objectId <= objectCount
            ? Make((int)(objectId / ObjectsPerIssue))
            : null;

    private Issue Make(int number)
    {
        var made = new Issue(FirstId + number, Project, number)
        {
            Summary = $"Counted issue {number}",
            Type = "Incident",
            Status = IssueStatus.All[number % IssueStatus.All.Count],
            Priority = "Medium",
            ReporterId = "5b10a2844c20165700ede21b",
            Created = epoch.AddMinutes(number),
            Updated = epoch.AddMinutes(number * 2),
        };
        made.Objects[field.Number] = [(long)number * ObjectsPerIssue];
        return made;
    }
}
