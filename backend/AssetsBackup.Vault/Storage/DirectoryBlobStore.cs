using System.Runtime.CompilerServices;

namespace AssetsBackup.Vault;

/// <summary>
/// Blobs as files below a directory, one folder a tenant. See <see cref="IBlobStore"/> for the promises kept. Files are
/// readable by their owner only. A crash may leave files in the tenant's folder '.tmp'; they are never read, and the first put
/// of an instance deletes those older than a day. Any other file whose name is no blob's is never read either.
/// </summary>
public sealed class DirectoryBlobStore : IBlobStore
{
    // A leading dot keeps it out of the grammar of blob names.
    private const string TemporaryFolder = ".tmp";

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    // A put takes seconds; what is older was left by a crash.
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    private readonly string root;
    private readonly string temporary;
    private int sweeps;

    /// <summary>Opens the store of one tenant; nothing is written before the first put.</summary>
    /// <param name="directory">The directory of the whole store; the tenant's folder is made below it.</param>
    /// <param name="tenant">The tenant whose blobs this instance sees.</param>
    public DirectoryBlobStore(string directory, Guid tenant)
    {
        root = Path.Combine(Path.GetFullPath(directory), tenant.ToString("N"));
        temporary = Path.Combine(root, TemporaryFolder);
    }

    /// <inheritdoc/>
    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var path = PathOf(name);
        BlobName.CheckContent(content);
        bool created;
        try
        {
            DurableFile.CreateDirectory(temporary);
            DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
            created = await DurableFile.CreateAsync(path, temporary, content, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Translated(name, e);
        }
        if (Interlocked.Increment(ref sweeps) == 1)
            DeleteLeftovers();
        if (!created)
            throw new BlobExistsException(name);
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(PathOf(name), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobNotFoundException(name, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Translated(name, e);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var blob in List(prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return blob;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // Not asked for before: what cannot be asked for would pass for what is not there.
            File.Delete(PathOf(name));
            return Task.CompletedTask;
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }
        catch (UnauthorizedAccessException e)
        {
            throw Translated(name, e);
        }
    }

    /// <summary>
    /// Reads no more than shows that a file is longer than any blob: it is damaged, and what is read of it, one byte too many,
    /// authenticates as little as all of it would.
    /// </summary>
    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path,
            new FileStreamOptions { Options = FileOptions.Asynchronous, BufferSize = 0 }
        );
        var content = new byte[Math.Min(file.Length, BlobName.MaxLength + 1)];
        await file.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private void DeleteLeftovers()
    {
        try
        {
            // By the file system's own clock, which the put before this one has just set.
            var edge = Directory.GetLastWriteTimeUtc(temporary) - LeftoverAge;
            foreach (var file in new DirectoryInfo(temporary).EnumerateFiles())
                if (file.LastWriteTimeUtc < edge)
                    file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They take space and do no other harm; the blob is stored.
        }
    }

    private List<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        var blobs = new List<BlobInfo>();
        var top = new DirectoryInfo(Path.Combine(root, prefix));
        try
        {
            foreach (var file in top.EnumerateFiles("*", Everything))
            {
                var name = Path.GetRelativePath(root, file.FullName)
                    .Replace(Path.DirectorySeparatorChar, '/');
                if (BlobName.IsValid(name) && LengthOf(file) is { } length)
                    blobs.Add(new BlobInfo(name, length));
            }
            return blobs;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException e)
        {
            throw Translated(prefix, e);
        }
    }

    /// <summary>Null when the file was deleted during the listing.</summary>
    private static long? LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static IOException Translated(string name, UnauthorizedAccessException e) =>
        new($"Blob '{name}': no permission", e);

    private string PathOf(string name)
    {
        BlobName.Check(name);
        return Path.Combine(root, name);
    }
}
