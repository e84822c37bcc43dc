namespace JiraSimulator.Worlds.Itsm;

/// <summary>Hangs comments, attachments, histories and pictures on the objects: most have few or none, one has hundreds.</summary>
internal sealed class PartsFiller(World world, Dice dice)
{
    public const int ManyComments = 400;
    public const int LongHistory = 300;

    private readonly List<AssetObject> objects =
    [
        .. world
            .Types.Keys.SelectMany(type => world.Objects.IdsOf(type))
            .Select(id => world.Objects.Find(id)!),
    ];

    public void Fill()
    {
        // By id, so that the order of types does not matter.
        objects.Sort((left, right) => left.Id.CompareTo(right.Id));
        foreach (var owner in objects)
        {
            AddHistory(
                owner,
                dice.Chance(10) ? 0 : 1 + (dice.Chance(30) ? dice.Between(1, 12) : 0)
            );
            AddComments(owner, dice.Chance(25) ? dice.Between(1, dice.Chance(10) ? 25 : 4) : 0);
            AddFiles(owner, dice.Chance(12) ? dice.Between(1, dice.Chance(10) ? 8 : 2) : 0);
        }
        // The first schema is the one that can be copied whole by values alone: people's pictures are not in it.
        var pictured = world.Schemas.Keys.Last();
        foreach (var owner in objects.Where(o => SchemaOf(o) == pictured && dice.Chance(6)))
            owner.Avatar = Avatar.Draw(world.Media, dice);
        AddComments(dice.Pick(objects), ManyComments);
        AddHistory(dice.Pick(objects), LongHistory);
        new OddFiles(dice, objects).Add();
    }

    private void AddComments(AssetObject owner, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var made = Moment(owner);
            owner.Parts.Comments.Add(
                new Comment(
                    owner.Parts.NextId(),
                    Person(),
                    made,
                    Conversation.Line(dice),
                    dice.Chance(10) ? 2 : 0
                )
                {
                    Updated = dice.Chance(10) ? made.AddHours(dice.Between(1, 90)) : made,
                }
            );
        }
    }

    private void AddFiles(AssetObject owner, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = Conversation.FileName(dice);
            var seed = Dice.Mix((ulong)dice.Below(int.MaxValue));
            owner.Parts.Attachments.Add(
                new Attachment(
                    owner.Parts.NextId(),
                    Person(),
                    Moment(owner),
                    name,
                    Conversation.ContentTypeOf(name),
                    GeneratedFile.Make(seed, dice.Between(1, 9000))
                )
                {
                    Comment = dice.Chance(20) ? Conversation.Line(dice) : "",
                }
            );
        }
    }

    /// <summary>The first entry is the object's birth, where there is any.</summary>
    private void AddHistory(AssetObject owner, int count)
    {
        var attributes = world
            .AttributesOf(world.Types[owner.TypeId])
            .Where(attribute => !attribute.IsSystem)
            .ToList();
        var at = owner.Parts.History is [.., var last] ? last.Created : owner.Created;
        for (var i = 0; i < count; i++)
        {
            var isBirth = owner.Parts.History.Count == 0;
            var entry = new HistoryEntry(owner.Parts.NextId(), Person(), at, HistoryKind.Born);
            owner.Parts.History.Add(isBirth ? entry : Changed(owner, entry, dice.Pick(attributes)));
            // Several changes of one moment are told apart by their ids alone.
            at = at.AddMinutes(dice.Chance(20) ? 0 : dice.Between(1, 5000));
        }
    }

    private HistoryEntry Changed(
        AssetObject owner,
        HistoryEntry entry,
        AttributeDefinition attribute
    ) =>
        entry with
        {
            Kind = attribute.IsReference ? HistoryKind.ReferenceChanged : HistoryKind.ValueChanged,
            Attribute = attribute.Name,
            OldValue = dice.Chance(30) ? null : Conversation.Line(dice),
            NewValue = Changes.HistoryRecord.Shown(world, attribute, owner.ValuesOf(attribute.Id)),
        };

    private long SchemaOf(AssetObject owner) => world.Types[owner.TypeId].SchemaId;

    private string Person() => dice.Pick(world.Site.Accounts).AccountId;

    private DateTimeOffset Moment(AssetObject owner) =>
        owner.Created.AddSeconds(dice.Below(90 * 86400)).AddMilliseconds(dice.Below(1000));
}
