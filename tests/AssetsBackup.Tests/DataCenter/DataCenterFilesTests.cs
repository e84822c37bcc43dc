using System.Net;
using System.Net.Http.Headers;
using AssetsBackup.Atlassian;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>Where files of a Data Center are read, and who is shown its credentials.</summary>
public sealed class DataCenterFilesTests
{
    [Theory]
    [InlineData(
        "https://jira.example.com/rest/insight/1.0/attachments/7/a.txt?x=1",
        "https://jira-int.example/jira/rest/insight/1.0/attachments/7/a.txt?x=1"
    )]
    [InlineData(
        "https://jira-int.example/jira/rest/assets/1.0/object/7/avatar.png",
        "https://jira-int.example/jira/rest/assets/1.0/object/7/avatar.png"
    )]
    public async Task Its_own_files_are_read_where_it_is_called(string told, string called)
    {
        var server = new Answers(HttpStatusCode.OK);

        await using var file = await Files(server).FromAddressAsync(new Uri(told), default);

        file.ShouldNotBeNull();
        server.Asked.ShouldBe([(called, "Bearer secret")]);
    }

    [Fact]
    public async Task Elsewhere_nobody_is_shown_the_credentials_and_a_sign_in_page_is_no_file()
    {
        var server = new Answers(HttpStatusCode.Redirect, "https://files.example/login.jsp");

        var file = await Files(server)
            .FromAddressAsync(new Uri("https://files.example/a"), default);

        file.ShouldBeNull();
        server.Asked.ShouldBe([("https://files.example/a", null)]);
    }

    [Fact]
    public async Task Its_own_sign_in_page_means_that_the_credentials_are_not_accepted() =>
        await Should.ThrowAsync<TokenRejectedException>(() =>
            Files(new Answers(HttpStatusCode.Redirect, "/jira/login.jsp"))
                .FromAddressAsync(new Uri("https://jira-int.example/jira/rest/a"), default)
        );

    private static FileDownload Files(Answers server) =>
        new(
            new HttpClient(server),
            new AuthenticationHeaderValue("Bearer", "secret"),
            new HashSet<string> { "jira-int.example" },
            "https://jira-int.example/jira"
        );

    private sealed class Answers(HttpStatusCode status, string? next = null) : HttpMessageHandler
    {
        public List<(string Address, string? Credentials)> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Asked.Add((request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString()));
            var answer = new HttpResponseMessage(status) { RequestMessage = request };
            if (next is not null)
                answer.Headers.Location = new Uri(next, UriKind.RelativeOrAbsolute);
            return Task.FromResult(answer);
        }
    }
}
