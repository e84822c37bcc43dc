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
    private readonly Lock gate = new();
    private PartTally tally = start;

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
    public async Task<bool> ReadAsync(ObjectAtHand owner, CancellationToken cancellationToken)
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
        catch (AtlassianNotFoundException)
        {
            var isThere = await IsThereAsync(owner, cancellationToken);
            Count(known => isThere ? known.WithNotFound(owner.Place) : known.WithGone(owner.Place));
        }
        catch (AccessDeniedException denied) when (!denied.IsAddressBlocked)
        {
            Count(known => known.WithDenied(owner.Place));
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
            if (!await IsThereAsync(owner, cancellationToken))
                throw;
            Count(known => known.WithFailed($"Jira answered {failed.Status}", owner.Place));
        }
        return true;
    }

    private static async Task<bool> IsThereAsync(
        ObjectAtHand owner,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await owner.ReadAnewAsync(cancellationToken);
            return true;
        }
        catch (AtlassianException exception) when (exception.IsHiddenThing)
        {
            return false;
        }
    }

    private void Count(Func<PartTally, PartTally> change)
    {
        lock (gate)
            tally = change(tally);
    }
}
