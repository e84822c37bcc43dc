using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// Reads one part of one object after another and counts what comes. What one object refuses is that object's: only an
/// outage, a limit or a dead token ends the reading.
/// </summary>
internal sealed class PartReading(IObjectPart part, PartTally? earlier)
{
    private readonly Lock gate = new();
    private PartTally tally = earlier ?? new PartTally(part.Name, part.Noun);

    public IObjectPart Part => part;

    public PartTally Tally
    {
        get
        {
            lock (gate)
                return tally;
        }
    }

    /// <summary>False where the object was passed over without a call.</summary>
    public async Task<bool> ReadAsync(ObjectAtHand owner, CancellationToken cancellationToken)
    {
        if (Tally is { IsNotOffered: true } or { IsHopeless: true } || !part.MayHave(owner))
            return false;
        try
        {
            var found = await part.CaptureAsync(owner, cancellationToken);
            Count(known => known.With(found));
        }
        catch (AtlassianNotFoundException)
        {
            var isThere = await IsThereAsync(owner, cancellationToken);
            Count(known =>
                !isThere ? known with { Gone = known.Gone + 1 }
                : known.Read == 0 ? known with { IsNotOffered = true }
                : Failed(known, "Jira answered 404")
            );
        }
        catch (AtlassianException exception) when (IsOfObject(exception))
        {
            Count(known => Failed(known, $"Jira answered {exception.Status}"));
        }
        catch (AnswerTooLargeException)
        {
            Count(known => Failed(known, "the answer is larger than we read"));
        }
        catch (AtlassianUnavailableException failed) when (failed.Status is not null)
        {
            // A site that answers for the object itself is up: what it cannot make is this.
            if (!await IsThereAsync(owner, cancellationToken))
                throw;
            Count(known => Failed(known, $"Jira answered {failed.Status}"));
        }
        return true;
    }

    private static bool IsOfObject(AtlassianException exception) =>
        exception
            is ValidationRefusedException
                or AccessDeniedException { IsAddressBlocked: false };

    private static PartTally Failed(PartTally known, string why) =>
        known with
        {
            Failed = known.Failed + 1,
            Why = known.Why ?? why,
        };

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
        catch (AtlassianException exception) when (exception.IsHidden)
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
