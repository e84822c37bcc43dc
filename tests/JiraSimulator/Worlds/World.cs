namespace JiraSimulator.Worlds;

/// <summary>The Assets workspace of one site: everything that its REST calls read and change.</summary>
public sealed class World
{
    internal World(string name) => Name = name;

    /// <summary>What the world was generated from: <c>itsm</c>, <c>empty</c> or <c>n:COUNT</c>.</summary>
    public string Name { get; }
}
