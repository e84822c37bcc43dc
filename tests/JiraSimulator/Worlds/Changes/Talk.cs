using System.Globalization;

namespace JiraSimulator.Worlds.Changes;

/// <summary>People write, attach and delete: what hangs on objects changes, and no date of an object moves.</summary>
internal sealed class Talk(World world, Dice dice)
{
    /// <summary>Each time a comment is added; a file with every third, and with every fifth the oldest of either goes.</summary>
    public TalkResult Run(int times)
    {
        var touched = new SortedSet<long>();
        var (attached, removed) = (0, 0);
        for (var i = 0; i < times; i++)
        {
            var owner = Pick();
            touched.Add(owner.Id);
            Comment(owner);
            if (i % 3 == 0)
                attached += Attach(owner);
            if (i % 5 == 0)
                removed += RemoveOldest(owner);
        }
        return new TalkResult(
            times,
            attached,
            removed,
            [.. touched.Select(id => id.ToString(CultureInfo.InvariantCulture))]
        );
    }

    private string Person => dice.Pick(world.Site.Accounts).AccountId;

    /// <summary>The object itself, held from now on.</summary>
    private AssetObject Pick()
    {
        var filled = world
            .Types.Keys.Select(type => world.Objects.IdsOf(type))
            .Where(ids => ids.Count > 0)
            .ToList();
        var picked = world.Objects.Find(dice.Pick(dice.Pick(filled)))!;
        return world.Objects.Hold(picked, labelChanges: false);
    }

    private void Comment(AssetObject owner) =>
        owner.Parts.Comments.Add(
            new Comment(owner.Parts.NextId(), Person, world.Now, Conversation.Line(dice))
        );

    private int Attach(AssetObject owner)
    {
        var name = Conversation.FileName(dice);
        var seed = Dice.Mix((ulong)dice.Below(int.MaxValue));
        owner.Parts.Attachments.Add(
            new Attachment(
                owner.Parts.NextId(),
                Person,
                world.Now,
                name,
                Conversation.ContentTypeOf(name),
                GeneratedFile.Make(seed, dice.Between(1, 9000))
            )
        );
        return 1;
    }

    private static int RemoveOldest(AssetObject owner)
    {
        owner.Parts.Comments.RemoveAt(0);
        if (owner.Parts.Attachments.Count == 0)
            return 1;
        owner.Parts.Attachments.RemoveAt(0);
        return 2;
    }
}

internal sealed record TalkResult(
    int Commented,
    int Attached,
    int Removed,
    IReadOnlyList<string> ObjectIds
);
