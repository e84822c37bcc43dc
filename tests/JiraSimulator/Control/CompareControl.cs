using System.Globalization;
using JiraSimulator.Comparison;
using JiraSimulator.Sites;

namespace JiraSimulator.Control;

/// <summary>One pair as <c>{"from":{…},"to":{…}}</c>, or several that refer to each other as <c>{"pairs":[…]}</c>.</summary>
internal static class CompareControl
{
    public static async Task<IResult> CompareAsync(SiteDirectory directory, HttpRequest request)
    {
        var (body, problem) = await ControlEndpoints.ReadAsync<CompareRequest>(request);
        if (body is null)
            return problem!;
        var asked =
            body.Pairs
            ?? (body is { From: { } from, To: { } to } ? [new ComparePair(from, to)] : []);
        if (asked.Count == 0 || asked.Select(p => (p.From.Site, p.To.Site)).Distinct().Count() != 1)
            return ControlEndpoints.Refused("give one or more pairs of the same two sites");
        var pairs = new List<SchemaPair>();
        foreach (var pair in asked)
        {
            if (Find(directory, pair) is not { } found)
                return ControlEndpoints.Refused($"no such site or schema: {pair}");
            pairs.Add(found);
        }
        return ControlEndpoints.Json(SchemaComparer.Compare(pairs));
    }

    private static SchemaPair? Find(SiteDirectory directory, ComparePair pair) =>
        ControlEndpoints.TryWorld(directory, pair.From.Site, out var left)
        && ControlEndpoints.TryWorld(directory, pair.To.Site, out var right)
        && long.TryParse(pair.From.SchemaId, CultureInfo.InvariantCulture, out var leftId)
        && long.TryParse(pair.To.SchemaId, CultureInfo.InvariantCulture, out var rightId)
        && left.Schemas.ContainsKey(leftId)
        && right.Schemas.ContainsKey(rightId)
            ? new SchemaPair(left, leftId, right, rightId)
            : null;
}

internal sealed record CompareRequest(
    CompareSide? From,
    CompareSide? To,
    IReadOnlyList<ComparePair>? Pairs
);

internal sealed record ComparePair(CompareSide From, CompareSide To);

internal sealed record CompareSide(string Site, string SchemaId);
