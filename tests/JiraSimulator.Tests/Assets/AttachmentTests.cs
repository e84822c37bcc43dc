using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Assets;

public sealed class AttachmentTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task Every_file_of_an_object_is_read_from_the_media_host_byte_for_byte()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Attachments.Count > 3);
        var truth = await fixture.TruthAsync($"parts/objects/{owner.Id}");
        using var media = await MediaAsync(owner);

        var list = (await ListAsync(owner)).AsArray();
        var digests = new List<string>();
        foreach (var file in list)
        {
            var bytes = await media.BytesAsync(file!["mediaId"]!.GetValue<string>());
            bytes.Length.ShouldBe(file["size"]!.GetValue<int>());
            digests.Add(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        digests.ShouldBe(
            truth["files"]!.AsArray().Select(file => file!["sha256"]!.GetValue<string>())
        );
        list.Select(file => file!["filename"]!.GetValue<string>())
            .ShouldBe(owner.Parts.Attachments.Select(file => file.FileName));
    }

    [Fact]
    public async Task A_file_of_20_MB_comes_whole()
    {
        var (owner, large) = Find(file => file.File.Length == 20 * 1024 * 1024);
        using var media = await MediaAsync(owner);

        var bytes = await media.BytesAsync(large.File.Id);

        bytes.Length.ShouldBe(20 * 1024 * 1024);
        bytes.Distinct().Count().ShouldBe(256);
    }

    [Fact]
    public async Task The_sample_holds_a_shared_file_an_empty_one_and_two_of_one_name()
    {
        var all = fixture.AcmeWorld.AllObjects().ToList();
        var owners = all.SelectMany(o => o.Parts.Attachments.Select(a => (o.Id, a.File)))
            .GroupBy(pair => pair.File.Id)
            .Where(group => group.Select(pair => pair.Id).Distinct().Count() > 1);
        var (owner, empty) = Find(file => file.File.Length == 0);
        using var media = await MediaAsync(owner);

        owners.ShouldHaveSingleItem();
        (await media.BytesAsync(empty.File.Id)).ShouldBeEmpty();
        all.ShouldContain(o => o.Parts.Attachments.Count(a => a.FileName == "scan.jpg") == 2);
        all.ShouldContain(o => o.Parts.Attachments.Exists(a => !a.FileName.All(char.IsAscii)));
    }

    [Fact]
    public async Task The_url_of_an_attachment_redirects_to_the_media_host()
    {
        var (owner, found) = Find(file => file.FileName.Contains('"', StringComparison.Ordinal));
        var shown = (await ListAsync(owner))
            .AsArray()
            .First(file => file!["id"]!.GetValue<string>() == found.Id.ToString())!;
        using var media = await MediaAsync(owner);

        using var response = await fixture.Acme.SendAsync(
            HttpMethod.Get,
            shown["url"]!.GetValue<string>()
        );
        var bytes = await media.FollowAsync(response.Headers.Location!);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.Host.ShouldBe("api.media.atlassian.com");
        bytes.ShouldBe(found.File.ToArray());
    }

    [Theory]
    [InlineData(AttachmentForm.MediaId, "mediaId", "url")]
    [InlineData(AttachmentForm.Url, "url", "mediaId")]
    public async Task The_list_names_files_in_the_form_of_the_switch(
        AttachmentForm form,
        string named,
        string absent
    )
    {
        fixture.AcmeWorld.Switches = new() { AttachmentForm = form };
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Attachments.Count > 0);

        var first = (await ListAsync(owner))[0]!.AsObject();

        first.ContainsKey(named).ShouldBeTrue();
        first.ContainsKey(absent).ShouldBeFalse();
    }

    [Fact]
    public async Task An_object_says_whether_it_has_any_even_where_they_cannot_be_had()
    {
        fixture.AcmeWorld.Switches = new() { Attachments = false };
        var with = fixture.AcmeWorld.FirstWhere(o => o.Parts.Attachments.Count > 0);
        var without = fixture.AcmeWorld.FirstWhere(o => o.Parts.Attachments.Count == 0);

        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"/attachments/object/{with.Id}"
        );

        (status, body).ShouldBe((HttpStatusCode.NotFound, """{"errorMessage":"TCS 404"}"""));
        (await SaysAsync(with)).ShouldBeTrue();
        (await SaysAsync(without)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_is_used_up_and_a_fresh_one_opens_again()
    {
        fixture.AcmeWorld.Switches = new() { MediaTokenUses = 2 };
        var (owner, file) = Find(file => file.File.Length > 0);
        using var media = await MediaAsync(owner);

        await media.BytesAsync(file.File.Id);
        await media.BytesAsync(file.File.Id);
        using var third = await media.GetAsync(file.File.Id);
        using var fresh = await MediaAsync(owner);

        third.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await fresh.BytesAsync(file.File.Id);
    }

    [Fact]
    public async Task A_token_that_lives_no_time_opens_nothing()
    {
        fixture.AcmeWorld.Switches = new() { MediaTokenSeconds = 0 };
        var (owner, file) = Find(file => file.File.Length > 0);
        using var media = await MediaAsync(owner);

        using var refused = await media.GetAsync(file.File.Id);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_bound_to_its_object_opens_no_other_file()
    {
        fixture.AcmeWorld.Switches = new() { MediaTokensBoundToObject = true };
        var (owner, file) = Find(file => file.FileName == "disk image.bin");
        var (_, other) = Find(file => file.FileName == "empty.txt");
        using var media = await MediaAsync(owner);

        using var foreign = await media.GetAsync(other.File.Id);
        using var own = await media.GetAsync(file.File.Id);

        (foreign.StatusCode, own.StatusCode).ShouldBe(
            (HttpStatusCode.Forbidden, HttpStatusCode.OK)
        );
    }

    [Fact]
    public async Task A_download_can_break_off_in_the_middle()
    {
        using var control = new HttpClient { BaseAddress = fixture.Simulator.HttpUrl };
        await control.PostAsJsonAsync(
            "/_sim/sites/acme/faults",
            new
            {
                operation = "downloadMedia",
                kind = "reset",
                afterActing = true,
            }
        );
        var (owner, file) = Find(file => file.File.Length > 5000);
        using var media = await MediaAsync(owner);

        await Should.ThrowAsync<HttpRequestException>(() => media.BytesAsync(file.File.Id));

        (await media.BytesAsync(file.File.Id)).Length.ShouldBe((int)file.File.Length);
    }

    [Fact]
    public async Task What_is_uploaded_and_attached_is_listed_and_can_be_deleted()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Attachments.Count == 0);
        byte[] content = [0, 255, 13, 10, 7];
        using var media = await MediaAsync(owner);
        var mediaId = await media.UploadAsync("naïve 東.bin", content);

        await fixture.Acme.PostAsync(
            $"/attachments/object/{owner.Id}",
            new
            {
                attachments = new[]
                {
                    new
                    {
                        contentType = "application/octet-stream",
                        filename = "naïve 東.bin",
                        mediaId,
                        size = content.Length,
                        comment = "",
                    },
                },
            }
        );
        var only = (await ListAsync(owner)).AsArray().ShouldHaveSingleItem()!;
        var bytes = await media.BytesAsync(only["mediaId"]!.GetValue<string>());
        await fixture.Acme.JsonAsync(
            HttpMethod.Delete,
            $"/attachments/{only["id"]!.GetValue<string>()}"
        );

        only["filename"]!.GetValue<string>().ShouldBe("naïve 東.bin");
        bytes.ShouldBe(content);
        (await ListAsync(owner)).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_control_api_counts_what_is_there()
    {
        var all = fixture.AcmeWorld.AllObjects().ToList();
        var schema = fixture.AcmeWorld.Schemas.Keys.First();

        var totals = await fixture.TruthAsync("parts");
        var rows = (await fixture.TruthAsync("parts/objects")).AsArray();
        var ofSchema = await fixture.TruthAsync($"parts?schemaId={schema}");

        totals["objects"]!.GetValue<int>().ShouldBe(all.Count);
        totals["comments"]!.GetValue<int>().ShouldBe(all.Sum(o => o.Parts.Comments.Count));
        totals["history"]!.GetValue<int>().ShouldBe(all.Sum(o => o.Parts.History.Count));
        rows.Sum(row => row!["attachments"]!.GetValue<int>())
            .ShouldBe(totals["attachments"]!.GetValue<int>());
        ofSchema["objects"]!.GetValue<int>().ShouldBe(772);
    }

    private (AssetObject Owner, Attachment Found) Find(Predicate<Attachment> matches)
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Attachments.Exists(matches));
        return (owner, owner.Parts.Attachments.Find(matches)!);
    }

    private Task<JsonNode> ListAsync(AssetObject owner) =>
        fixture.Acme.GetAsync($"/attachments/object/{owner.Id}");

    private async Task<bool> SaysAsync(AssetObject owner) =>
        (await fixture.Acme.GetAsync($"/object/{owner.Id}"))["extendedInfo"]![
            "attachmentsExists"
        ]!.GetValue<bool>();

    private async Task<MediaClient> MediaAsync(AssetObject owner) =>
        new(
            fixture.Simulator,
            await fixture.Acme.GetAsync($"/attachments/object/{owner.Id}/credentials")
        );
}
