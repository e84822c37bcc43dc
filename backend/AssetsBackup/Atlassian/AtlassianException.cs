namespace AssetsBackup.Atlassian;

/// <summary>
/// A call to Atlassian that did not give what was asked for. Messages carry method, path without ids and status, never a
/// body: bodies hold customers' values.
/// </summary>
internal abstract class AtlassianException(
    Endpoint endpoint,
    int? status,
    string what,
    Exception? inner = null
) : Exception($"{endpoint}{(status is null ? "" : $" answered {status}")}: {what}", inner)
{
    public Endpoint Endpoint => endpoint;

    public int? Status => status;

    /// <summary>For this account it is not there: missing, or a role is. A site that shuts our address out is another matter.</summary>
    public bool IsHidden =>
        this is AtlassianNotFoundException or AccessDeniedException { IsAddressBlocked: false };

    /// <summary>As <see cref="IsHidden"/>, of what every site can be asked for: the workspace itself is there.</summary>
    public bool IsHiddenThing =>
        IsHidden && this is not AtlassianNotFoundException { IsOfGateway: true };
}

/// <summary>401, or sent to sign in: the token is mistyped, expired or revoked; Atlassian does not say which (contract §1.2).</summary>
internal sealed class TokenRejectedException(Endpoint endpoint)
    : AtlassianException(endpoint, StatusCodes.Status401Unauthorized, "the token was not accepted");

/// <summary>403: the account lacks a role, or the site does not accept our address.</summary>
internal sealed class AccessDeniedException(Endpoint endpoint, bool isAddressBlocked)
    : AtlassianException(endpoint, StatusCodes.Status403Forbidden, "access was denied")
{
    /// <summary>The site's IP allowlist refused us.</summary>
    public bool IsAddressBlocked => isAddressBlocked;
}

/// <summary>404: gone, or not visible to this account.</summary>
/// <param name="isOfGateway">Whether Assets was not even asked.</param>
internal sealed class AtlassianNotFoundException(Endpoint endpoint, bool isOfGateway)
    : AtlassianException(endpoint, StatusCodes.Status404NotFound, "it is not there")
{
    /// <summary>The gateway knows no such workspace, or no such call in it (contract §1.5): nothing is said of what was asked about.</summary>
    public bool IsOfGateway => isOfGateway;
}

/// <summary>Sent on to another host, which gets none of our credentials: a renamed site has another address (contract §8.4).</summary>
internal sealed class SiteMovedException(Endpoint endpoint, int status, string host)
    : AtlassianException(endpoint, status, $"it is at {host} now")
{
    public string Host => host;
}

/// <summary>400 and other refusals of what was sent.</summary>
/// <param name="errorMessages">Atlassian's words; they may quote values and are no text for a log.</param>
/// <param name="errors">Words by field; values of objects under <c>rlabs-insight-attribute-{id}</c> (contract §1.5).</param>
internal sealed class ValidationRefusedException(
    Endpoint endpoint,
    int status,
    IReadOnlyList<string> errorMessages,
    IReadOnlyDictionary<string, string> errors
)
    : AtlassianException(
        endpoint,
        status,
        $"refused with {errorMessages.Count + errors.Count} messages"
    )
{
    public IReadOnlyList<string> ErrorMessages => errorMessages;

    public IReadOnlyDictionary<string, string> Errors => errors;
}

/// <summary>429 until patience ended.</summary>
/// <param name="retryAfter">How long Jira asks us to stay away; null where it does not say.</param>
/// <param name="wasMade">False where the answer was that of an earlier call.</param>
internal sealed class RateLimitedException(
    Endpoint endpoint,
    TimeSpan? retryAfter,
    bool wasMade = true
)
    : AtlassianException(
        endpoint,
        wasMade ? StatusCodes.Status429TooManyRequests : null,
        "the limit did not lift in time"
    )
{
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>No usable answer: a server fault, no connection, a page in place of JSON. Nothing was changed by a repeatable call.</summary>
internal class AtlassianUnavailableException(
    Endpoint endpoint,
    int? status,
    string what,
    Exception? inner = null
) : AtlassianException(endpoint, status, what, inner)
{
    /// <summary>How long Jira asks us to stay away; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>False where an earlier answer asked us to stay away from all of the endpoint: nothing is said of what was asked for.</summary>
    public bool WasMade { get; init; } = true;
}

/// <summary>A file came, and broke off: what was read of it is not all.</summary>
internal sealed class FileBrokeOffException(Endpoint endpoint, Exception inner)
    : AtlassianUnavailableException(endpoint, null, "the file broke off", inner);

/// <summary>A call that must not be repeated was sent, and no usable answer came: it may have been done or not.</summary>
internal sealed class AnswerLostException(Endpoint endpoint, int? status, Exception? inner = null)
    : AtlassianException(endpoint, status, "sent, and the answer is lost", inner);

/// <summary>A good answer, but larger than anything that we ask for.</summary>
internal sealed class AnswerTooLargeException(Endpoint endpoint)
    : AtlassianException(endpoint, null, "the answer is larger than we read");
