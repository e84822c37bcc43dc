using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Doors;

/// <summary>A door behind which the app's pages have an address that a message may lead to.</summary>
internal interface IAppPages
{
    /// <summary>The https address of a page for the tenant's administrators; null where the tenant does not come in by this door.</summary>
    /// <param name="database">To look in; nothing is saved.</param>
    /// <param name="tenantId">Whose page.</param>
    /// <param name="path">The app's own path of the page, such as /activity/….</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<string?> FindAsync(
        AppDatabase database,
        Guid tenantId,
        string path,
        CancellationToken cancellationToken
    );
}
