namespace JiraSimulator.Worlds.Counted;

/// <summary>Computes what hangs on one object from its id and the seed: nothing on most.</summary>
internal sealed class CountedParts(ulong seed, IReadOnlyList<string> users)
{
    private const int CommentedOneIn = 50;
    private const int FilesOneIn = 100;
    private const int HistoryOneIn = 10;

    public ObjectParts Make(long id, DateTimeOffset created)
    {
        // Other numbers than those of the values.
        var dice = new Dice(Dice.Mix((ulong)id) ^ ~seed);
        var parts = new ObjectParts(id);
        if (dice.Below(HistoryOneIn) == 0)
            AddHistory(parts, created, dice, dice.Between(1, 4));
        if (dice.Below(CommentedOneIn) == 0)
            AddComments(parts, created, dice, dice.Between(1, 3));
        if (dice.Below(FilesOneIn) == 0)
            AddFiles(parts, created, dice, dice.Between(1, 2));
        return parts;
    }

    private void AddHistory(ObjectParts parts, DateTimeOffset created, Dice dice, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var entry = new HistoryEntry(
                parts.NextId(),
                dice.Pick(users),
                created.AddMinutes(i),
                i == 0 ? HistoryKind.Born : HistoryKind.ValueChanged
            );
            parts.History.Add(
                i == 0
                    ? entry
                    : entry with
                    {
                        Attribute = "Description",
                        OldValue = Conversation.Line(dice),
                        NewValue = Conversation.Line(dice),
                    }
            );
        }
    }

    private void AddComments(ObjectParts parts, DateTimeOffset created, Dice dice, int count)
    {
        for (var i = 0; i < count; i++)
        {
            parts.Comments.Add(
                new Comment(
                    parts.NextId(),
                    dice.Pick(users),
                    created.AddHours(i),
                    Conversation.Line(dice)
                )
            );
        }
    }

    private void AddFiles(ObjectParts parts, DateTimeOffset created, Dice dice, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = Conversation.FileName(dice);
            parts.Attachments.Add(
                new Attachment(
                    parts.NextId(),
                    dice.Pick(users),
                    created.AddHours(i),
                    name,
                    Conversation.ContentTypeOf(name),
                    GeneratedFile.Make(
                        Dice.Mix((ulong)dice.Below(int.MaxValue)),
                        dice.Between(1, 4000)
                    )
                )
            );
        }
    }
}
