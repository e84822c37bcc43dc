using Microsoft.AspNetCore.Authorization;

namespace AssetsBackup.Doors;

/// <summary>What every call has to prove unless its route says otherwise: a door let a Jira administrator in.</summary>
internal sealed class JiraAdminPolicy(CallerAccessor accessor)
    : AuthorizationHandler<JiraAdminPolicy.Requirement>
{
    /// <param name="schemes">The authentication schemes of the doors that take calls of the API.</param>
    public static AuthorizationPolicy For(params string[] schemes) =>
        new AuthorizationPolicyBuilder(schemes)
            .RequireAuthenticatedUser()
            .AddRequirements(new Requirement())
            .Build();

    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        Requirement requirement
    )
    {
        if (accessor.Current is { IsJiraAdmin: true })
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    internal sealed class Requirement : IAuthorizationRequirement;
}
