using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AssetsBackup.Tests.Capture;

/// <summary>A way in which what a site says of the things that hang on objects is not to be believed.</summary>
/// <param name="Does">What the site does, in words.</param>
/// <param name="Begin">Makes it do so.</param>
internal sealed record PartDishonesty(string Does, Action<Wire> Begin)
{
    private const string Comments = "/comment/object/";
    private const string History = "/history";
    private const string Attachments = "/attachments/object/";

    public static PartDishonesty CommentsFail { get; } =
        Refusal("answers each call for comments with 500", Comments, 500);

    public static IReadOnlyList<PartDishonesty> All { get; } =
    [
        CommentsFail,
        Refusal("answers each call for a history with 500", History, 500),
        Refusal("answers each call for a list of attachments with 500", Attachments, 500),
        Refusal("answers each call for a file with 500", "/file/", 500),
        Refusal("refuses each call for comments with 400", Comments, 400),
        Refusal("denies each call for comments with 403", Comments, 403),
        new(
            "denies each object and all that hangs on it with 403, once the objects are read",
            wire => wire.Answer = request => IsOfOneObject(request) ? Wire.Denied(request) : null
        ),
        Refusal("does not know the call for comments: 404", Comments, 404),
        Answer("answers each call for comments with no list", Comments, _ => new JsonObject()),
        Answer(
            "shows the comments of an object but for the last, and says that more follow",
            Comments,
            list => WithoutLast(list, page => page["isLast"] = false)
        ),
        Attachment(
            "says of each attachment that it is a byte longer",
            item => item["size"] = item["size"]!.GetValue<long>() + 1
        ),
        Answer("lists no attachment of objects that have some", Attachments, _ => new JsonArray()),
        Answer(
            "counts one attachment more in each list than it shows",
            Attachments,
            list => new JsonObject { ["total"] = list.Count + 1, ["values"] = list }
        ),
        Answer(
            "lists each attachment twice",
            Attachments,
            list => new JsonArray([.. list.Concat(list).Select(item => item!.DeepClone())])
        ),
    ];

    private static bool IsOfOneObject(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath is var path
        && path.Contains("/object/", StringComparison.Ordinal)
        && path.Split('/').Any(segment => long.TryParse(segment, out _));

    private static PartDishonesty Refusal(string does, string path, int status) =>
        new(
            does,
            wire =>
                wire.Answer = request =>
                    request.RequestUri!.AbsolutePath.Contains(path, StringComparison.Ordinal)
                        ? Refused(request, status)
                        : null
        );

    /// <summary>Changes each list of a part.</summary>
    private static PartDishonesty Answer(
        string does,
        string path,
        Func<JsonArray, JsonNode> change
    ) =>
        new(
            does,
            wire =>
                wire.Replace = (asked, text) =>
                    asked.Contains(path, StringComparison.Ordinal)
                    && JsonNode.Parse(text) is JsonArray list
                        ? new StringContent(
                            change(list).ToJsonString(),
                            Encoding.UTF8,
                            "application/json"
                        )
                        : null
        );

    private static PartDishonesty Attachment(string does, Action<JsonObject> change) =>
        Answer(
            does,
            Attachments,
            list =>
            {
                foreach (var item in list)
                    change(item!.AsObject());
                return list;
            }
        );

    private static JsonNode WithoutLast(JsonArray list, Action<JsonObject> say)
    {
        if (list.Count == 0)
            return list;
        list.RemoveAt(list.Count - 1);
        var page = new JsonObject { ["values"] = list };
        say(page);
        return page;
    }

    // Asked to stay away for longer than a run has patience, it takes the answer as it is.
    private static HttpResponseMessage Refused(HttpRequestMessage request, int status)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(
                """{"errorMessages":["It cannot be had."],"errors":{}}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        if (status >= 500)
            answer.Headers.RetryAfter = new(TimeSpan.FromHours(1));
        return answer;
    }
}
