using JiraSimulator.Assets;
using JiraSimulator.Assets.Aql;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira.Jql;

/// <summary>Makes a test of issues out of a clause. Names that do not exist, and projects that the caller may not browse, are refused alike.</summary>
internal sealed class JqlCompiler(World world, Caller caller)
{
    public Func<Issue, bool> Compile(JqlClause clause)
    {
        switch (clause)
        {
            case JqlAny any:
                var some = any.Clauses.Select(Compile).ToList();
                return issue => some.Exists(test => test(issue));
            case JqlAll all:
                var every = all.Clauses.Select(Compile).ToList();
                return issue => every.TrueForAll(test => test(issue));
            case JqlNot not:
                var inner = Compile(not.Clause);
                return issue => !inner(issue);
            default:
                return Term((JqlTerm)clause);
        }
    }

    private Func<Issue, bool> Term(JqlTerm term)
    {
        if (JqlFields.IsSystem(term.Field))
            return JqlFields.Compile(world, caller, term);
        var fields = JqlFields.Named(world, term.Field);
        if (fields.Count == 0)
            throw JqlFields.Unknown(term.Field);
        if (term is { IsEmpty: true, Operation: "is" or "is not" })
        {
            var wantsEmpty = term.Operation == "is";
            return issue => fields.All(field => issue.ObjectsIn(field).Count == 0) == wantsEmpty;
        }
        if (term.Function is not null && IsAqlFunction(term.Function))
            return NamesFoundObject(term, fields);
        throw Refusal.Bad(
            $"The operator '{term.Operation}' is not supported by the '{term.Field}' field."
        );
    }

    private static bool IsAqlFunction(string name) =>
        name.Equals("aqlFunction", StringComparison.OrdinalIgnoreCase);

    private Func<Issue, bool> NamesFoundObject(JqlTerm term, IReadOnlyList<IssueField> fields)
    {
        var reader =
            caller.Account
            ?? throw Refusal.Bad($"The function '{term.Function}' needs a user to search as.");
        var found = new AqlSearch(new AqlScope(world, reader), term.Operands[0]).Ids().ToHashSet();
        var wanted = term.Operation == "in";
        return issue => fields.Any(field => issue.ObjectsIn(field).Any(found.Contains)) == wanted;
    }
}
