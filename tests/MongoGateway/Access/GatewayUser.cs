namespace MongoGateway.Access;

/// <summary>Somebody who may sign in.</summary>
/// <param name="ReadOnly">Writes are refused with error 13.</param>
public sealed record GatewayUser(string Name, string Password, bool ReadOnly = false);
