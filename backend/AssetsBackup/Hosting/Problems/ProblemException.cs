namespace AssetsBackup.Hosting.Problems;

/// <summary>Carries a named failure to the one place that answers it.</summary>
public sealed class ProblemException(Problem problem)
    : Exception($"{problem.Code}: {problem.Title}")
{
    public Problem Problem => problem;
}
