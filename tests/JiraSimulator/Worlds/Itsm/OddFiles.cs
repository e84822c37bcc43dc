namespace JiraSimulator.Worlds.Itsm;

/// <summary>Attachments that a client stumbles over: shared, large, empty, of one name, of a very long one.</summary>
internal sealed class OddFiles(Dice dice, IReadOnlyList<AssetObject> objects)
{
    public const int LargeLength = 20 * 1024 * 1024;

    public void Add()
    {
        var shared = GeneratedFile.Make(Dice.Mix(1), 4321);
        Attach("shared handbook – 手順書.pdf", shared);
        Attach("handbook (copy).pdf", shared);
        Attach("disk image.bin", GeneratedFile.Make(Dice.Mix(2), LargeLength));
        Attach("empty.txt", GeneratedFile.Make(Dice.Mix(3), 0));
        Attach(new string('ä', 250) + ".txt", GeneratedFile.Make(Dice.Mix(4), 100));
        var owner = dice.Pick(objects);
        Attach("scan.jpg", GeneratedFile.Make(Dice.Mix(5), 700), owner);
        Attach("scan.jpg", GeneratedFile.Make(Dice.Mix(6), 800), owner);
    }

    private void Attach(string name, MediaFile file, AssetObject? owner = null)
    {
        owner ??= dice.Pick(objects);
        owner.Parts.Attachments.Add(
            new Attachment(
                owner.Parts.NextId(),
                "5b10a2844c20165700ede21a",
                owner.Created.AddDays(1),
                name,
                Conversation.ContentTypeOf(name),
                file
            )
        );
    }
}
