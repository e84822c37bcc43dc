using AssetsBackup.Features.Runs;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace AssetsBackup.Features.Plans;

/// <summary>Restore as plan, review, apply.</summary>
[ApiController]
[Route("api")]
public sealed class PlansController(ISender sender) : ControllerBase
{
    /// <summary>Starts making a plan. 422 names each wrong field; a name or key that is taken is answered with a free one.</summary>
    [HttpPost("plans", Name = "makePlan")]
    public async Task<PlanStarted> Make(MakePlan request, CancellationToken cancellationToken) =>
        await sender.Send(request, cancellationToken);

    /// <summary>404 plan-not-found.</summary>
    [HttpGet("plans/{id:guid}", Name = "getPlan")]
    public async Task<PlanView> Get(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new GetPlan(id), cancellationToken);

    /// <summary>The plans made from a schema's snapshots, newest first; from those of all schemas when none is named.</summary>
    [HttpGet("plans", Name = "listPlans")]
    public async Task<PlanList> List(Guid? schemaId, CancellationToken cancellationToken) =>
        await sender.Send(new ListPlans(schemaId), cancellationToken);

    /// <summary>
    /// A page of at most 100 of the plan's lines, in the order in which they would be applied. 422 plan-cursor-unknown.
    /// </summary>
    /// <param name="id">The plan.</param>
    /// <param name="kind">Only lines of this kind; all when left out.</param>
    /// <param name="after">The cursor of the page before; from the start when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [HttpGet("plans/{id:guid}/actions", Name = "listPlanActions")]
    public async Task<PlanActionPage> ListActions(
        Guid id,
        string? kind,
        string? after,
        CancellationToken cancellationToken
    ) => await sender.Send(new ListPlanActions(id, kind, after), cancellationToken);

    /// <summary>Starts the restore. 409 when the plan is not ready or was applied.</summary>
    [HttpPost("plans/{id:guid}/apply", Name = "applyPlan")]
    public async Task<RunStarted> Apply(Guid id, CancellationToken cancellationToken) =>
        await sender.Send(new ApplyPlan(id), cancellationToken);
}
