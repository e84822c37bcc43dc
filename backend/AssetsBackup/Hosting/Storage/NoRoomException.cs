using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Hosting.Storage;

/// <summary>What is to be stored would go past what the operator allows. Nothing was written; later there may be room.</summary>
internal sealed class NoRoomException(Problem problem) : IOException(problem.Title)
{
    public Problem Problem => problem;
}
