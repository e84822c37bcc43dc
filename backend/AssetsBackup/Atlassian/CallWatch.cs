namespace AssetsBackup.Atlassian;

/// <summary>What a run wants of the calls that are made for it.</summary>
/// <param name="BeforeCall">Runs before every attempt and may throw: a run that lost its lease calls nothing.</param>
/// <param name="WaitsFor">Told in words when calls have to wait for Jira's limits.</param>
internal sealed record CallWatch(Action BeforeCall, Func<string, CancellationToken, Task> WaitsFor)
{
    private static readonly HttpRequestOptionsKey<CallWatch> Key = new(nameof(CallWatch));

    public static CallWatch None { get; } = new(() => { }, (_, _) => Task.CompletedTask);

    public static CallWatch Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var watch) ? watch : None;

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);
}
