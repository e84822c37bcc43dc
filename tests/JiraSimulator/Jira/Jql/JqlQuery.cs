namespace JiraSimulator.Jira.Jql;

/// <summary>A query that was read: what it asks for, and in which order.</summary>
internal sealed record JqlQuery(JqlClause Where, IReadOnlyList<JqlOrder> Orders);

internal sealed record JqlOrder(string Field, bool Descending);

internal abstract record JqlClause;

internal sealed record JqlAny(IReadOnlyList<JqlClause> Clauses) : JqlClause;

internal sealed record JqlAll(IReadOnlyList<JqlClause> Clauses) : JqlClause;

internal sealed record JqlNot(JqlClause Clause) : JqlClause;

/// <param name="Operands">Values, or the arguments of <paramref name="Function"/>.</param>
internal sealed record JqlTerm(
    string Field,
    string Operation,
    IReadOnlyList<string> Operands,
    string? Function = null,
    bool IsEmpty = false
) : JqlClause;
