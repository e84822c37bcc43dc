using AssetsBackup.Doors.Connect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AssetsBackup.Doors;

internal static class DoorSetup
{
    /// <summary>Opens every door of this program and denies what none of them let in.</summary>
    public static void AddDoors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddCaller();
        builder.AddConnectDoor();
        builder
            .Services.AddScoped<IAuthorizationHandler, JiraAdminPolicy>()
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(JiraAdminPolicy.For(ConnectSchemes.Api));
    }

    /// <summary>The caller of a scope, for handlers to take; a door or the command line sets it in CallerAccessor.</summary>
    public static void AddCaller(this IServiceCollection services)
    {
        services.TryAddScoped<CallerAccessor>();
        services.TryAddScoped(static scope =>
            scope.GetRequiredService<CallerAccessor>().Current
            ?? throw new InvalidOperationException("No door let a caller in here.")
        );
    }
}
