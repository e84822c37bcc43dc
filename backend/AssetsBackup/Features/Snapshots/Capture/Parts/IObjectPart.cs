using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>Something that hangs on objects and costs a call of its own for each.</summary>
internal interface IObjectPart
{
    /// <summary>In the coverage manifest.</summary>
    string Name { get; }

    /// <summary>One of it as people call it: "comment".</summary>
    string Noun { get; }

    /// <summary>Whether the object may have any; false costs no call.</summary>
    bool MayHave(ObjectAtHand owner);

    /// <summary>Takes away what the earlier snapshot has of the object, and answers how many that were.</summary>
    Task<int> ForgetAsync(
        CaptureBase earlier,
        TreeEntry owner,
        CancellationToken cancellationToken
    );

    /// <summary>Reads what the object has and stages it.</summary>
    Task<PartOfObject> CaptureAsync(ObjectAtHand owner, CancellationToken cancellationToken);
}

/// <param name="Count">How many were captured.</param>
/// <param name="Missing">How many the object has that could not be had.</param>
/// <param name="Why">Why the first of them could not, as the end of a sentence.</param>
internal sealed record PartOfObject(int Count, int Missing = 0, string? Why = null)
{
    /// <summary>The object has some, and the site has no call that gives them.</summary>
    public static PartOfObject NotOffered { get; } = new(0) { IsNotOffered = true };

    /// <summary>The call was answered with something that is no list: nothing is known of what the object has.</summary>
    public static PartOfObject NoList { get; } =
        new(0, 0, "the answer is no list") { IsUnread = true };

    public bool IsNotOffered { get; private init; }

    public bool IsUnread { get; private init; }
}
