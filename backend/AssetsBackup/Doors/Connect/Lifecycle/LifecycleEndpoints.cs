using AssetsBackup.Doors.Connect.Tokens;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;

namespace AssetsBackup.Doors.Connect.Lifecycle;

/// <summary>What Jira calls when the app comes, goes, is switched on or off (connect.md §2).</summary>
internal static class LifecycleEndpoints
{
    public static void MapLifecycle(this IEndpointRouteBuilder routes)
    {
        var signedByAtlassian = Only(ConnectSchemes.Lifecycle);
        var signedBySite = Only(ConnectSchemes.Webhook);
        routes
            .MapPost("/connect/installed", InstalledAsync)
            .RequireAuthorization(signedByAtlassian);
        routes
            .MapPost("/connect/uninstalled", UninstalledAsync)
            .RequireAuthorization(signedByAtlassian);
        routes.MapPost("/connect/enabled", EnabledAsync).RequireAuthorization(signedBySite);
        routes.MapPost("/connect/disabled", DisabledAsync).RequireAuthorization(signedBySite);
    }

    public static AuthorizationPolicy Only(string scheme) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().Build();

    private static async Task<IResult> InstalledAsync(
        HttpContext context,
        ISender sender,
        CancellationToken cancellationToken
    )
    {
        await sender.Send(new Install(Body(context)), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> UninstalledAsync(
        HttpContext context,
        ISender sender,
        CancellationToken cancellationToken
    )
    {
        Body(context).RequireSite();
        await sender.Send(new Uninstall(Issuer(context)), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> EnabledAsync(
        HttpContext context,
        ISender sender,
        CancellationToken cancellationToken
    )
    {
        await sender.Send(new SetEnabled(Issuer(context), Enabled: true), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DisabledAsync(
        HttpContext context,
        ISender sender,
        CancellationToken cancellationToken
    )
    {
        await sender.Send(new SetEnabled(Issuer(context), Enabled: false), cancellationToken);
        return Results.NoContent();
    }

    private static LifecycleBody Body(HttpContext context) =>
        context.Features.GetRequiredFeature<SignedCall>().Body!;

    private static string Issuer(HttpContext context) =>
        context.Features.GetRequiredFeature<TokenVerdict.Accepted>().Claims.Issuer;
}
