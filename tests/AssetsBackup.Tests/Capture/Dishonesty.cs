using System.Text;
using System.Text.Json.Nodes;

namespace AssetsBackup.Tests.Capture;

/// <summary>A way in which a site is not to be believed.</summary>
/// <param name="Does">What the site does, in words.</param>
/// <param name="Begin">Makes it do so.</param>
internal sealed partial record Dishonesty(string Does, Func<CaptureHost, Task> Begin)
{
    /// <summary>Of the objects that are never shown.</summary>
    private static readonly string[] Hidden = ["150", "151", "400"];

    public static IReadOnlyList<Dishonesty> All { get; } =
    [
        Fault("leaves an object out of one page", "shortPage", times: 1),
        Switch(
            "never shows three objects that it counts",
            "keptFromPages",
            new JsonArray([.. Hidden.Select(id => (JsonNode)long.Parse(id))])
        ),
        Fault("gives one page empty", "emptyPage", times: 1),
        Fault("gives one page twice, in place of the next", "repeatedPage", times: 1),
        EachSearch(
            "gives the first page for each of a type",
            (query, first, body) =>
                body["values"] = first.GetOrAdd(TypeIn(query), _ => body["values"]!).DeepClone()
        ),
        Page("says of one page that it is the last", body => body["isLast"] = true),
        EachPage("says of each page that it is the last", body => body["isLast"] = true),
        EachPage("never says that a page is the last", body => body["isLast"] = false),
        EachPage("does not say whether a page is the last", body => body.Remove("isLast")),
        Switch("says whether a page is the last as a text", "isLastAsString", true),
        new("answers one search with objects of another type", AnswerAnotherAsync),
        Page(
            "gives one object without its attributes, once",
            body => Values(body)[3]!.AsObject().Remove("attributes")
        ),
        EachPage(
            "gives three objects without their attributes",
            body =>
            {
                foreach (var item in Values(body).Where(item => Hidden.Contains(Id(item!))))
                    item!.AsObject().Remove("attributes");
            }
        ),
        Switch("caps a search's total at 1000", "totalInAql", "cappedAt1000"),
        Counts("counts 0 where it shows objects", _ => 0),
        Counts("counts half of what it shows", count => count / 2),
        Counts("counts five objects more than there are", count => count + 5),
        Fault("counts one object more now and then", "countDrift", operation: Count),
        new("shows and counts nothing where the list of types has objects", ShowNothingAsync),
        Answer("lists all types but one", "/objecttypes/flat", WithoutLast),
        Answer("says of each type that it has no objects", "/objecttypes/flat", WithoutCounts),
        new(
            "shows, counts and lists nothing where there were objects yesterday",
            async host =>
            {
                await ShowNothingAsync(host);
                Replace(host, "/objecttypes/flat", WithoutCounts);
            }
        )
        {
            IsIncremental = true,
        },
        new(
            "shows, counts and lists nothing of one type",
            host => HideTypeAsync(host, isListed: true)
        ),
        new(
            "shows, counts and lists nothing of one type that had objects yesterday",
            host => HideTypeAsync(host, isListed: true)
        )
        {
            IsIncremental = true,
        },
        new(
            "does not know a type any more that had objects yesterday",
            host => HideTypeAsync(host, isListed: false)
        )
        {
            IsIncremental = true,
        },
        Once("answers once 200 with a gateway's page", _ => Html()),
        Once("answers once 200 with an empty body", _ => new StringContent("")),
        Once(
            "ends an answer in its middle, once",
            text => new StringContent(text[..(text.Length / 2)], Encoding.UTF8, "application/json")
        ),
        Once("breaks the connection in the middle of an answer", text => new BrokenContent(text)),
        Fault("answers three searches in a row with 500", "serverError"),
        Fault("answers three searches in a row with 429", "tooManyRequests"),
        Fault("resets the connection three times in a row", "reset"),
        new("does not answer in time, three times", AnswerLateAsync),
        Switch("gives seven objects a page, whatever is asked for", "largestPage", 7),
        Switch("orders keys as texts", "keyOrderIsText", true),
        Switch("shuffles what is equal in an order", "tiesShuffled", true),
        Switch("refuses to compare object ids", "objectIdComparisons", false),
        new("ignores what a search says of object ids", IgnoreIdsAsync),
        Switch("wraps its lists", "entriesWrapper", true),
        Switch("gives icons ids of another form", "uuidIds", true),
    ];

    /// <summary>Whether the backup builds on the one before it.</summary>
    public bool IsIncremental { get; init; }
}
