namespace AssetsBackup.Hosting.Problems;

/// <summary>The problems that any call may meet; those of one noun are in its folder, as <c>*Problems.cs</c>.</summary>
internal static class ProblemCatalogue
{
    public static readonly Problem TokenNotAccepted = new(
        "token-not-accepted",
        401,
        "Jira's sign-in token was not accepted",
        "It may have expired. Open the app again from Jira's Apps menu."
    );

    public static readonly Problem NotAnAdministrator = new(
        "not-an-administrator",
        403,
        "Assets Backup & Migration is for Jira administrators",
        "Ask a Jira administrator of this site to open it, or to give you the global permission Administer Jira."
    );

    public static readonly Problem JiraNotReachable = new(
        "jira-not-reachable",
        503,
        "Jira does not answer at the moment",
        "Nothing was changed. Try again in a minute; if it stays so, look at Atlassian's status page."
    );

    public static readonly Problem NotFound = new(
        "not-found",
        404,
        "There is nothing at this address",
        "It may have been deleted. Go back to the home page."
    );

    public static readonly Problem MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "This address does not take that kind of call",
        "The program that made the call does not fit this version of the app."
    );

    public static readonly Problem MediaTypeNotSupported = new(
        "media-type-not-supported",
        415,
        "Only application/json is read here",
        "Send the body as JSON, with its content type."
    );

    public static readonly Problem RequestNotReadable = new(
        "request-not-readable",
        400,
        "The request could not be read",
        "The program that made the call does not fit this version of the app. Reload the page."
    );

    public static readonly Problem RequestTooLarge = new(
        "request-too-large",
        413,
        "The request is too large",
        "Send less in one call."
    );

    public static readonly Problem NotValid = new(
        "not-valid",
        422,
        "Some fields need another look",
        "Each is marked with what is wrong."
    );

    public static readonly Problem Unexpected = new(
        "unexpected",
        500,
        "Something went wrong on our side",
        "Nothing saved before is lost by this. Try again; if it stays so, give the operator the request id."
    );

    public static readonly Problem FrontendNotBuilt = new(
        "frontend-not-built",
        500,
        "The app's pages are missing from this installation",
        "The operator has to build the frontend before the server is started."
    );

    /// <summary>The outbound guard's own words say which host and why.</summary>
    public static Problem AddressRefused(string detail) =>
        new("address-refused", 422, "This address may not be called", detail);

    /// <summary>The problem of an answer that has a status and nothing else.</summary>
    public static Problem For(int status) =>
        status switch
        {
            400 => RequestNotReadable,
            401 => TokenNotAccepted,
            403 => NotAnAdministrator,
            404 => NotFound,
            405 => MethodNotAllowed,
            413 => RequestTooLarge,
            415 => MediaTypeNotSupported,
            >= 500 => Unexpected with { Status = status },
            _ => RequestNotReadable with { Status = status },
        };
}
