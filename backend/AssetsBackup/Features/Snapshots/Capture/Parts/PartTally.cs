namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>How far one part is, as the checkpoint keeps it.</summary>
/// <param name="Part">Its name in the coverage manifest.</param>
/// <param name="Noun">One of it as people call it.</param>
internal sealed record PartTally(string Part, string Noun)
{
    private const int MostAgain = 1000;
    private const int MostNotFound = 5;
    private const int MostFailed = 25;

    /// <summary>What was captured.</summary>
    public int Count { get; init; }

    /// <summary>Objects that answered.</summary>
    public int Read { get; init; }

    /// <summary>What objects have, and what could not be had.</summary>
    public int Missing { get; init; }

    /// <summary>Objects that did not answer.</summary>
    public int Failed { get; init; }

    /// <summary>Of <see cref="Failed"/>, the objects that are there while the call is answered 404.</summary>
    public int NotFound { get; init; }

    /// <summary>Of <see cref="Failed"/>, the objects of which the account may not see it.</summary>
    public int Denied { get; init; }

    /// <summary>Objects that nobody asked, because none of those before them answered.</summary>
    public int PassedOver { get; init; }

    /// <summary>Objects that were deleted before they were asked.</summary>
    public int Gone { get; init; }

    /// <summary>Objects that have some where the site has no such call.</summary>
    public int NotOffered { get; init; }

    /// <summary>The first reason of <see cref="Missing"/> and <see cref="Failed"/>, as the end of a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>The site has no such call.</summary>
    public bool IsNotOffered { get; init; }

    /// <summary>Objects of which something could not be had: the next capture asks them again.</summary>
    public IReadOnlyList<EntryPlace> Again { get; init; } = [];

    /// <summary>More of those than are remembered: the next capture reads everything.</summary>
    public bool HasMoreAgain { get; init; }

    /// <summary>Nothing but failures: those who ask on wait for each and learn nothing.</summary>
    public bool IsHopeless => Read == 0 && Failed >= MostFailed;

    // An outage refuses nobody: what it kept from us is missing.
    private bool IsRefused => IsHopeless && Denied + NotFound == Failed;

    public PartTally With(PartOfObject found, EntryPlace owner)
    {
        if (found.IsNotOffered)
            return this with { NotOffered = NotOffered + 1 };
        if (found.IsUnread)
            return WithFailed(found.Why!, owner);
        var answered = this with
        {
            IsNotOffered = false,
            Read = Read + 1,
            Count = Count + found.Count,
            Missing = Missing + found.Missing,
            Why = Why ?? (found.Missing > 0 ? found.Why : null),
        };
        return found.Missing == 0 ? answered : answered.AskAgain(owner);
    }

    public PartTally WithFailed(string why, EntryPlace owner) =>
        AskAgain(owner) with
        {
            Failed = Failed + 1,
            Why = Why ?? why,
        };

    public PartTally WithDenied(EntryPlace owner) =>
        WithFailed("Jira answered 403", owner) with
        {
            Denied = Denied + 1,
        };

    public PartTally WithPassedOver(EntryPlace owner) =>
        AskAgain(owner) with
        {
            PassedOver = PassedOver + 1,
        };

    /// <summary>The object is there and its part is not. Where that is so of the first few, the site has no such call.</summary>
    public PartTally WithNotFound(EntryPlace owner)
    {
        var failed = WithFailed("Jira answered 404", owner) with { NotFound = NotFound + 1 };
        return failed is { Read: 0, NotFound: >= MostNotFound } && failed.NotFound == failed.Failed
            ? failed with
            {
                IsNotOffered = true,
            }
            : failed;
    }

    public PartTally WithGone(EntryPlace owner) => AskAgain(owner) with { Gone = Gone + 1 };

    private PartTally AskAgain(EntryPlace owner) =>
        Again.Count < MostAgain
            ? this with
            {
                Again = [.. Again, owner],
            }
            : this with
            {
                HasMoreAgain = true,
            };

    public SnapshotPart ToPart() =>
        NotOffered > 0 && Count == 0 ? NotAvailable(Withheld)
        : IsNotOffered || (Read == 0 && NotFound > 0 && NotFound == Failed)
            ? NotAvailable($"This site does not give {Noun}s through its API.")
        : IsRefused ? NotAvailable($"No object's {Noun}s could be read: {Why}.")
        : new SnapshotPart(
            Part,
            Reasons().Any() ? PartState.Partial : PartState.Captured,
            Count,
            [.. Reasons()]
        );

    private string Withheld =>
        $"This site does not give {Noun}s through its API; {Words.Count(NotOffered, "object")} {(NotOffered == 1 ? "has" : "have")} some.";

    private SnapshotPart NotAvailable(string reason) =>
        new(Part, PartState.NotAvailable, Count, [reason]);

    private IEnumerable<string> Reasons()
    {
        if (NotOffered > 0)
            yield return Withheld;
        if (Failed > 0)
            yield return $"The {Noun}s of {Words.Count(Failed + PassedOver, "object")} could not be read: {Why}.{(PassedOver > 0 ? " As none of the first answered, the others were not asked." : "")}";
        if (Missing > 0)
            yield return $"{Words.Count(Missing, Noun)} could not be read: {Why}.";
        if (Gone > 0)
            yield return $"{Words.Count(Gone, "object")} {(Gone == 1 ? "was" : "were")} deleted in Jira before the {Noun}s were read.";
    }
}
