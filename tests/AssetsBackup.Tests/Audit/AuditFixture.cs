using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Vault;
using Mediator;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Audit;

/// <summary>The whole program over a real database, with two customers and whoever tampers with the database's file.</summary>
internal sealed class AuditFixture : IAsyncDisposable
{
    public static readonly Guid Tenant = Guid.Parse("11111111-0000-0000-0000-000000000001");
    public static readonly Guid Other = Guid.Parse("99999999-0000-0000-0000-000000000009");

    private static readonly IdSource Ids = new();

    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private AuditFixture() =>
        app = App.Build(
            new AppOptions(["--applicationName", typeof(App).Assembly.GetName().Name!])
            {
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["DataDirectory"] = folder.Path,
                    [OperatorKeyLoader.Variable] = OperatorKey.Create().Export(),
                },
            }
        );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IServiceProvider Services => app.Services;

    public static async Task<AuditFixture> StartAsync()
    {
        var fixture = new AuditFixture();
        await DatabaseSetup.MigrateAsync(fixture.Services, Stop);
        foreach (var tenant in (Guid[])[Tenant, Other])
        {
            await fixture.ChangeAsync(database =>
                database.Tenants.Add(new Tenant { Id = tenant, CreatedAt = default })
            );
            using (await fixture.Services.GetRequiredService<KeyStore>().CreateAsync(tenant, Stop))
            { }
        }
        return fixture;
    }

    /// <summary>Writes lines numbered from 1, by two users in turn, into both customers' logs.</summary>
    public async Task WriteAsync(int lines)
    {
        for (var line = 1; line <= lines; line++)
            foreach (var tenant in (Guid[])[Tenant, Other])
                await WriteLineAsync(line, tenant);
    }

    public Task WriteLineAsync(int line, Guid? tenant = null, string? by = null) =>
        ChangeAsync(database =>
            database.Audit(
                new AuditNote(
                    tenant ?? Tenant,
                    by ?? $"account-{line % 2}",
                    AuditAction.BackupStarted,
                    new AuditSubject(AuditSubjectKind.Schema, Ids.Next(), $"Schema {line}"),
                    [new AuditValue("Description", $"old {line}", $"new {line}")],
                    Ids.Next()
                )
            )
        );

    public async Task ChangeAsync(Action<AppDatabase> change)
    {
        await using var database = Database();
        change(database);
        await database.SaveChangesAsync(Stop);
    }

    /// <summary>As somebody does who may write to the database and has no key.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var database = Database();
        await database.Database.ExecuteSqlRawAsync(
            sql.Replace("@mine", $"\"TenantId\" = '{Tenant.ToString().ToUpperInvariant()}'"),
            Stop
        );
    }

    public AppDatabase Database() =>
        Services.GetRequiredService<IDbContextFactory<AppDatabase>>().CreateDbContext();

    public async Task<TResponse> SendAsync<TResponse>(
        IRequest<TResponse> request,
        Guid? tenant = null
    )
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Current = new Caller(
            tenant ?? Tenant,
            Caller.Operator,
            IsJiraAdmin: true,
            "https://acme.atlassian.net",
            LicenceState.NotApplicable
        );
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, Stop);
    }

    public async Task<AuditVerdict> VerifyAsync()
    {
        // Whoever tampers with one log has no hold on the other.
        (await SendAsync(new VerifyAuditLog(), Other)).IsIntact.ShouldBeTrue();
        return await SendAsync(new VerifyAuditLog());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }
}
