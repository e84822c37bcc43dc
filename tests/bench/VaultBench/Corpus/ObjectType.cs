namespace VaultBench.Corpus;

/// <summary>One of fifty object types: which attributes its objects have.</summary>
internal sealed class ObjectType
{
    internal const int Count = 50;

    // A capture reads one type's objects page by page.
    private const int Page = 500;

    // What the kinds weigh; a Name is always the first and a Description the last.
    private static readonly AttributeKind[] Usual =
    [
        AttributeKind.Text,
        AttributeKind.Text,
        AttributeKind.Text,
        AttributeKind.Text,
        AttributeKind.Select,
        AttributeKind.Select,
        AttributeKind.Select,
        AttributeKind.References,
        AttributeKind.References,
        AttributeKind.Status,
        AttributeKind.User,
        AttributeKind.Date,
        AttributeKind.Time,
        AttributeKind.Number,
        AttributeKind.Number,
        AttributeKind.Flag,
        AttributeKind.Address,
        AttributeKind.Serial,
        AttributeKind.Identifier,
        AttributeKind.Link,
        AttributeKind.Description,
    ];

    private static readonly ObjectType[] All =
    [
        .. Enumerable.Range(0, Count).Select(i => new ObjectType(i)),
    ];

    private ObjectType(int number)
    {
        Id = $"{10 + number}";
        FirstAttribute = 200 + (number * 100);
        var dice = Dice.Of(number, Count, 0);
        var others = Enumerable
            .Range(0, 18 + dice.Below(19))
            .Select(_ => Usual[dice.Below(Usual.Length)]);
        Attributes = [AttributeKind.Name, .. others.ToArray(), AttributeKind.Description];
    }

    internal string Id { get; }

    internal int FirstAttribute { get; }

    internal AttributeKind[] Attributes { get; }

    internal static ObjectType Of(int number) => All[number / Page % Count];
}
