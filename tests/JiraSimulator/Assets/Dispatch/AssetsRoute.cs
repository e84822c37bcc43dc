using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>One call of the API; <see cref="Operation"/> is its name in the contract's schemas, or ours where it has none.</summary>
internal sealed record AssetsRoute(
    string Method,
    string Path,
    string Operation,
    Effect Effect,
    Func<AssetsCall, Answer> Handle
)
{
    /// <summary>What others do once the answer was made, under the lock of a writer; null for nothing.</summary>
    public Func<AssetsCall, Action?> Afterwards { get; init; } = _ => null;

    public static AssetsRoute Get(string path, string operation, Func<AssetsCall, Answer> handle) =>
        new("GET", path, operation, Effect.Reads, handle);

    /// <summary>A search: a POST that changes nothing.</summary>
    public static AssetsRoute Search(
        string path,
        string operation,
        Func<AssetsCall, Answer> handle
    ) => new("POST", path, operation, Effect.Reads, handle);

    public static AssetsRoute Post(
        string path,
        string operation,
        Func<AssetsCall, Answer> handle
    ) => new("POST", path, operation, Effect.ChangesDefinitions, handle);

    public static AssetsRoute Put(string path, string operation, Func<AssetsCall, Answer> handle) =>
        new("PUT", path, operation, Effect.ChangesDefinitions, handle);

    public static AssetsRoute Delete(
        string path,
        string operation,
        Func<AssetsCall, Answer> handle
    ) => new("DELETE", path, operation, Effect.ChangesDefinitions, handle);

    /// <summary>Only objects change: definitions stay as they are.</summary>
    public AssetsRoute OnObjects() => this with { Effect = Effect.ChangesObjects };

    /// <summary>A call that no document names: the gateway knows it only while the switch is on.</summary>
    public AssetsRoute While(Func<Switches, bool> isKnown) =>
        this with
        {
            Handle = call =>
                isKnown(call.World.Switches) ? Handle(call) : GatewayAnswers.UnknownCall,
        };
}

internal enum Effect
{
    Reads,
    ChangesObjects,
    ChangesDefinitions,
}
