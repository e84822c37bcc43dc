using System.Globalization;
using JiraSimulator.Sites;
using JiraSimulator.Worlds.Itsm;

namespace JiraSimulator.Worlds.Changes;

/// <summary>A day's work on a workspace: by seed, a share of objects is changed, created and deleted through no API.</summary>
internal sealed class Mutation(World world, Dice dice)
{
    private readonly ValueMaker values = new(world, dice);

    /// <summary>Of the share, six tenths are changed, two tenths created and two tenths deleted.</summary>
    public MutationResult Run(int percent)
    {
        var ids = world.Types.Keys.SelectMany(type => world.Objects.IdsOf(type)).ToList();
        dice.Shuffle(ids);
        var total = Math.Max(3, ids.Count * percent / 100);
        var (edits, each) = (total * 6 / 10, total * 2 / 10);
        var changed = ids.Take(edits).Where(Change).ToList();
        var created = ids.Skip(edits).Take(each).Select(CreateLike).ToList();
        var deleted = ids.Skip(edits + each).Take(each).ToList();
        foreach (var id in deleted)
            world.Objects.Remove(world.Objects.Find(id)!);
        return new MutationResult(changed.Count, created.Count, deleted.Count);
    }

    /// <summary>Of a thousand objects so many are changed, created and deleted, these within a few types.</summary>
    public MutationResult RunDay(int changed, int created, int deleted, int types)
    {
        var losing = world.Types.Keys.ToList();
        dice.Shuffle(losing);
        var (lost, ids) = (new List<long>(), new List<long>());
        foreach (var type in world.Types.Keys)
            (losing.IndexOf(type) < types ? lost : ids).AddRange(world.Objects.IdsOf(type));
        var total = lost.Count + ids.Count;
        dice.Shuffle(ids);
        dice.Shuffle(lost);
        int Of(int share) => total * share / 1000;
        var edits = ids.Take(Of(changed)).Where(Change).ToList();
        var births = ids.Skip(Of(changed)).Take(Of(created)).Select(CreateLike).ToList();
        var deaths = lost.Take(Of(deleted)).ToList();
        foreach (var id in deaths)
            world.Objects.Remove(world.Objects.Find(id)!);
        return new MutationResult(edits.Count, births.Count, deaths.Count);
    }

    private Account Worker => world.Site.Accounts[1];

    /// <summary>False where the object has nothing that may be changed.</summary>
    public bool Change(long id)
    {
        var changing = world.Objects.Find(id)!;
        var attributes = world.AttributesOf(world.Types[changing.TypeId]).Where(IsFree).ToList();
        if (attributes.Count == 0)
            return false;
        var attribute = dice.Pick(attributes);
        world.Objects.Hold(changing, labelChanges: attribute.Settings.Label);
        var made = values.Make(attribute, new AttributeSpec(attribute.Settings), (int)id);
        HistoryRecord.Change(world, changing, attribute, [made], Worker.AccountId);
        changing.Set(attribute.Id, [made]);
        changing.Updated = world.Now;
        return true;
    }

    /// <summary>Values of no fixed form, so that any new one is valid.</summary>
    private static bool IsFree(AttributeDefinition attribute) =>
        attribute
            is {
                IsSystem: false,
                IsReference: false,
                Settings:
                {
                    Unique: false,
                    Regex: "",
                    Kind: not (AttributeKind.Confluence or AttributeKind.Version)
                }
            };

    /// <summary>Its id.</summary>
    public long CreateLike(long id)
    {
        var model = world.Objects.Find(id)!;
        var created = new AssetObject(world.Counters.NextObject(), model.TypeId)
        {
            Created = world.Now,
            Updated = world.Now,
        };
        foreach (var attribute in world.AttributesOf(world.Types[model.TypeId]))
        {
            var copied = model.ValuesOf(attribute.Id).ToList();
            created.Set(
                attribute.Id,
                attribute.Settings.Unique
                    ? [.. copied.Select(v => Renumber(v, created.Id))]
                    : copied
            );
        }
        HistoryRecord.Born(created, Worker.AccountId);
        world.Objects.Add(created);
        return created.Id;
    }

    private static string Renumber(string value, long id) =>
        value.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
        + id.ToString(CultureInfo.InvariantCulture);
}

internal sealed record MutationResult(int Changed, int Created, int Deleted);
