namespace AssetsBackup.Features.Tenants;

internal static class TenantsSetup
{
    public static IServiceCollection AddTenants(this IServiceCollection services) =>
        services.AddScoped<TenantRuns>().AddSingleton<CloudIds>();
}
