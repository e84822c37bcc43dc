using AssetsBackup.Atlassian;
using AssetsBackup.Features.Snapshots.Capture.Incremental;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// Reads one part of one object after another and counts what comes. What one object refuses is that object's: only an
/// outage, a limit or a dead token ends the reading.
/// </summary>
internal sealed class PartReading(IObjectPart part, PartTally start)
{
    private const int AtOnce = 8;

    private readonly Lock gate = new();
    private PartTally tally = start;

    /// <param name="parts">One reading each.</param>
    /// <param name="checkpoint">How far they are.</param>
    /// <param name="earlier">What they begin with where the checkpoint says nothing of them.</param>
    public static IReadOnlyList<PartReading> Begin(
        IReadOnlyList<IObjectPart> parts,
        CaptureCheckpoint checkpoint,
        CaptureBase? earlier
    ) =>
        [
            .. parts.Select(part => new PartReading(
                part,
                checkpoint.Tallies.FirstOrDefault(tally => tally.Part == part.Name)
                    ?? earlier?.TallyOf(part)
                    ?? new PartTally(part.Name, part.Noun)
            )),
        ];

    /// <summary>Reads all parts of some objects.</summary>
    /// <returns>How many calls were made at least: what was passed over costs none.</returns>
    public static async Task<int> ReadAllAsync(
        IReadOnlyList<PartReading> readings,
        IEnumerable<ObjectAtHand> owners,
        CancellationToken cancellationToken
    )
    {
        var asked = 0;
        await Parallel.ForEachAsync(
            owners,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = cancellationToken,
            },
            async (owner, stop) =>
            {
                foreach (var reading in readings)
                    if (await reading.ReadAsync(owner, stop))
                        Interlocked.Increment(ref asked);
            }
        );
        return asked;
    }

    public PartTally Tally
    {
        get
        {
            lock (gate)
                return tally;
        }
    }

    /// <summary>What an earlier snapshot has of an object that is read anew, or gone.</summary>
    public async Task ForgetAsync(
        CaptureBase earlier,
        TreeEntry owner,
        CancellationToken cancellationToken
    )
    {
        var forgotten = await part.ForgetAsync(earlier, owner, cancellationToken);
        if (forgotten > 0)
            Count(known => known with { Count = known.Count - forgotten });
    }

    /// <summary>False where the object was passed over without a call.</summary>
    private async Task<bool> ReadAsync(ObjectAtHand owner, CancellationToken cancellationToken)
    {
        if (Tally.IsNotOffered || !part.MayHave(owner))
            return false;
        if (Tally.IsHopeless)
        {
            Count(known => known.WithPassedOver(owner.Place));
            return false;
        }
        try
        {
            var found = await part.CaptureAsync(owner, cancellationToken);
            Count(known => known.With(found, owner.Place));
        }
        catch (AtlassianException hidden) when (hidden.IsHidden)
        {
            var whereabouts = await LookForAsync(owner, cancellationToken);
            Count(known => Hidden(known, owner.Place, hidden, whereabouts));
        }
        catch (ValidationRefusedException refused)
        {
            Count(known => known.WithFailed($"Jira answered {refused.Status}", owner.Place));
        }
        catch (AnswerTooLargeException)
        {
            Count(known => known.WithFailed("the answer is larger than we read", owner.Place));
        }
        catch (AtlassianUnavailableException failed) when (failed.Status is not null)
        {
            // A site that answers for the object itself is up: what it cannot make is this.
            if (await LookForAsync(owner, cancellationToken) != Whereabouts.There)
                throw;
            Count(known => known.WithFailed($"Jira answered {failed.Status}", owner.Place));
        }
        return true;
    }

    /// <summary>What is hidden of an object that is there the site does not give; of one that is closed itself nothing is known.</summary>
    private static PartTally Hidden(
        PartTally known,
        EntryPlace owner,
        AtlassianException exception,
        Whereabouts whereabouts
    ) =>
        whereabouts switch
        {
            Whereabouts.Gone => known.WithGone(owner),
            Whereabouts.Closed => known.WithFailed(
                "the account may not see the object any more",
                owner
            ),
            _ => exception is AccessDeniedException
                ? known.WithDenied(owner)
                : known.WithNotFound(owner),
        };

    private static async Task<Whereabouts> LookForAsync(
        ObjectAtHand owner,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await owner.ReadAnewAsync(cancellationToken);
            return Whereabouts.There;
        }
        catch (AtlassianException exception) when (exception.IsHiddenThing)
        {
            return exception is AccessDeniedException ? Whereabouts.Closed : Whereabouts.Gone;
        }
    }

    private enum Whereabouts
    {
        There,
        Gone,
        Closed,
    }

    private void Count(Func<PartTally, PartTally> change)
    {
        lock (gate)
            tally = change(tally);
    }
}
