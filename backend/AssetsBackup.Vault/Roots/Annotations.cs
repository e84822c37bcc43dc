using System.Text.Json;
using System.Text.Json.Nodes;

namespace AssetsBackup.Vault;

/// <summary>What people say of a root after it was committed. Unlike the root it can be changed.</summary>
/// <param name="Description">Free text; empty for none. At most 4,096 UTF-16 code units.</param>
/// <param name="IsPinned">A pinned root is not deleted, by rule or by hand, until it is unpinned.</param>
public sealed record RootAnnotation(string Description, bool IsPinned)
{
    /// <summary>That of a root of which nothing was said.</summary>
    public static RootAnnotation None { get; } = new("", IsPinned: false);

    /// <summary>Whether nothing was said. Who said an empty description took an earlier one away.</summary>
    public bool IsNone => ReferenceEquals(this, None);
}

/// <summary>
/// Annotations: small blobs with rising numbers, of which the highest counts. One that cannot be read is an error and never
/// taken for none, lest a pinned root be deleted.
/// </summary>
internal sealed class Annotations(SealedBlobs blobs)
{
    internal const int LongestDescription = 4096;

    private const int MostTries = 20;

    /// <exception cref="VaultDamagedException">The annotation cannot be read.</exception>
    internal async Task<RootAnnotation> GetAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            var number = (await NumbersAsync(kind, id, cancellationToken)).Max;
            try
            {
                return number == 0
                    ? RootAnnotation.None
                    : await GetAsync(kind, id, number, cancellationToken);
            }
            catch (VaultDamagedException e) when (e.IsMissing && tries < MostTries)
            {
                // Another process put a newer one in its place between the listing and the reading.
            }
        }
    }

    internal Task PutAsync(
        RootKind kind,
        Guid id,
        RootAnnotation annotation,
        CancellationToken cancellationToken
    ) => PutAsync(kind, id, _ => Task.FromResult(annotation), cancellationToken);

    /// <summary>Replaces what is said by what the change makes of it, also where others change it at the same time.</summary>
    /// <exception cref="VaultDamagedException">What is said cannot be read.</exception>
    internal Task ChangeAsync(
        RootKind kind,
        Guid id,
        Func<RootAnnotation, RootAnnotation> change,
        CancellationToken cancellationToken
    ) =>
        PutAsync(
            kind,
            id,
            async number =>
                change(
                    number == 0
                        ? RootAnnotation.None
                        : await GetAsync(kind, id, number, cancellationToken)
                ),
            cancellationToken
        );

    /// <param name="kind">The kind of the root.</param>
    /// <param name="id">The root.</param>
    /// <param name="next">What follows the annotation of a number, 0 for none.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    private async Task PutAsync(
        RootKind kind,
        Guid id,
        Func<long, Task<RootAnnotation>> next,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            var older = await NumbersAsync(kind, id, cancellationToken);
            var name = BlobNames.Annotation(kind, id, older.Max + 1);
            try
            {
                var content = Encode(await next(older.Max));
                await blobs.PutAndReadBackAsync(
                    name,
                    BlobKind.Annotation,
                    BlobId.Create(),
                    content,
                    cancellationToken
                );
                await DeleteAsync(kind, id, older, cancellationToken);
                // Others may have gone on to higher numbers and back meanwhile: the last call is the one that counts.
                if ((await NumbersAsync(kind, id, cancellationToken)).Max <= older.Max + 1)
                    return;
            }
            catch (BlobExistsException) when (tries < MostTries)
            {
                // Another process took the number: the one that comes later counts.
            }
            catch (VaultDamagedException e) when (e.IsMissing && tries < MostTries)
            {
                // Another process has put a newer one in its place already.
            }
        }
    }

    /// <exception cref="ArgumentException">The description is too long.</exception>
    internal static RootAnnotation Checked(RootAnnotation annotation) =>
        annotation.Description.Length <= LongestDescription
            ? annotation
            : throw new ArgumentException(
                $"A description has at most {LongestDescription} characters",
                nameof(annotation)
            );

    internal async Task DeleteAsync(RootKind kind, Guid id, CancellationToken cancellationToken) =>
        await DeleteAsync(
            kind,
            id,
            await NumbersAsync(kind, id, cancellationToken),
            cancellationToken
        );

    private async Task DeleteAsync(
        RootKind kind,
        Guid id,
        IEnumerable<long> numbers,
        CancellationToken cancellationToken
    )
    {
        foreach (var number in numbers)
        {
            await blobs.Store.DeleteAsync(
                BlobNames.Annotation(kind, id, number),
                cancellationToken
            );
        }
    }

    private Task<RootAnnotation> GetAsync(
        RootKind kind,
        Guid id,
        long number,
        CancellationToken cancellationToken
    ) =>
        blobs.GetAsync(
            BlobNames.Annotation(kind, id, number),
            BlobKind.Annotation,
            Decode,
            cancellationToken
        );

    /// <summary>
    /// The numbers in the store; their maximum is 0 when there are none. A listing may miss both the annotation that goes
    /// and the one that comes in its place meanwhile: none is believed only the second time.
    /// </summary>
    internal async Task<SortedSet<long>> NumbersAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var numbers = await ListedAsync(kind, id, cancellationToken);
        return numbers.Count > 0 ? numbers : await ListedAsync(kind, id, cancellationToken);
    }

    private async Task<SortedSet<long>> ListedAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var numbers = new SortedSet<long>();
        var prefix = BlobNames.Annotations(kind, id);
        await foreach (var blob in blobs.Store.ListAsync(prefix, cancellationToken))
        {
            if (BlobNames.TryParseAnnotation(blob.Name, out _, out _, out var number))
                numbers.Add(number);
        }
        return numbers;
    }

    internal static byte[] Encode(RootAnnotation annotation) =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["description"] = annotation.Description,
                ["pinned"] = annotation.IsPinned,
            }
        );

    /// <exception cref="MalformedException">Not an annotation.</exception>
    internal static RootAnnotation Decode(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return new RootAnnotation(
                json.RootElement.GetProperty("description").GetString() ?? "",
                json.RootElement.GetProperty("pinned").GetBoolean()
            );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MalformedException("it is not an annotation", e);
        }
    }
}
