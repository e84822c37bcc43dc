namespace JiraSimulator.Assets;

/// <summary>A call that the server refuses in the error envelope of contract §1.5; the dispatcher turns it into the answer.</summary>
internal sealed class Refusal(
    int status,
    IReadOnlyList<string> messages,
    IReadOnlyDictionary<string, string> errors
) : Exception(string.Join("; ", messages.Concat(errors.Values)))
{
    public int Status => status;
    public IReadOnlyList<string> Messages => messages;
    public IReadOnlyDictionary<string, string> Errors => errors;

    public static Refusal NotFound() =>
        new(
            404,
            ["Representation of the target resource do not exist"],
            new Dictionary<string, string>()
        );

    public static Refusal Forbidden() =>
        new(
            403,
            ["You do not have permission to perform this operation"],
            new Dictionary<string, string>()
        );

    public static Refusal Bad(string message) =>
        new(400, [message], new Dictionary<string, string>());

    public static Refusal BadField(string field, string message) =>
        new(400, [], new Dictionary<string, string> { [field] = message });

    public static Refusal BadFields(IReadOnlyDictionary<string, string> errors) =>
        new(400, [], errors);
}
