namespace JiraSimulator.Worlds;

/// <summary>An issue with the objects that each of its Assets fields names, by the field's number.</summary>
internal sealed class Issue(long id, string projectKey, int number)
{
    public long Id => id;
    public string ProjectKey => projectKey;
    public string Key { get; } = $"{projectKey}-{number}";
    public required string Summary { get; init; }
    public required string Type { get; init; }
    public required IssueStatus Status { get; init; }
    public required string Priority { get; init; }
    public required string ReporterId { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; set; }

    /// <summary>Fields without a value are absent.</summary>
    public Dictionary<long, List<long>> Objects { get; } = [];

    public IReadOnlyList<long> ObjectsIn(IssueField field) =>
        Objects.TryGetValue(field.Number, out var named) ? named : [];
}

/// <summary>A status of issues, which are no statuses of Assets.</summary>
internal sealed record IssueStatus(string Name, string Color, bool IsDone)
{
    public static IReadOnlyList<IssueStatus> All { get; } =
    [
        new("To Do", "blue-gray", IsDone: false),
        new("In Progress", "yellow", IsDone: false),
        new("Waiting for support", "yellow", IsDone: false),
        new("Done", "green", IsDone: true),
        new("Closed", "green", IsDone: true),
    ];
}

/// <summary>A custom field of issues; names may repeat, numbers may not.</summary>
internal sealed record IssueField(
    long Number,
    string Name,
    string CustomType,
    string ValueType,
    string? Items = null
)
{
    public const string AssetsType = "com.atlassian.jira.plugins.cmdb:cmdb-object-cftype";

    public string Id => $"customfield_{Number}";
    public bool IsAssets => CustomType == AssetsType;
}
