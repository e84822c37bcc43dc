using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Assets;

public sealed class AvatarTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    private static readonly byte[] Png = IconImage.Draw("uploaded", 40);

    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task An_objects_own_picture_comes_in_sizes_and_as_it_was_uploaded()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Avatar is not null);
        var truth = await fixture.TruthAsync($"parts/objects/{owner.Id}");

        var read = await fixture.Acme.GetAsync($"/object/{owner.Id}");
        var avatar = read["avatar"]!;
        var config = avatar["mediaClientConfig"]!;
        using var media = new MediaClient(fixture.Simulator, config);
        var original = await media.BytesAsync(config["fileId"]!.GetValue<string>());
        var small = await BytesAsync(avatar["url16"]!.GetValue<string>());
        var large = await BytesAsync(avatar["url288"]!.GetValue<string>());

        read["hasAvatar"]!.GetValue<bool>().ShouldBeTrue();
        Convert
            .ToHexStringLower(SHA256.HashData(original))
            .ShouldBe(truth["avatar"]!.GetValue<string>());
        (Width(small), Width(large)).ShouldBe((16, 288));
    }

    [Fact]
    public async Task Without_one_the_urls_show_the_icon_of_the_type()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Avatar is null);

        var read = await fixture.Acme.GetAsync($"/object/{owner.Id}");

        read["hasAvatar"]!.GetValue<bool>().ShouldBeFalse();
        read["avatar"]!["url288"]!.GetValue<string>().ShouldContain($"/objecttype/{owner.TypeId}/");
        read["avatar"]!.AsObject().ContainsKey("mediaClientConfig").ShouldBeFalse();
    }

    [Fact]
    public async Task A_search_tells_who_has_a_picture()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Avatar is not null);

        var page = await fixture.Acme.AqlAsync($"objectId = {owner.Id}");

        page["values"]![0]!["hasAvatar"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_url_may_redirect_to_the_media_host()
    {
        fixture.AcmeWorld.Switches = new() { AvatarRedirects = true };
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Avatar is not null);

        using var response = await fixture.Acme.SendAsync(
            HttpMethod.Get,
            $"/object/{owner.Id}/avatar.png?size=288"
        );

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.Host.ShouldBe("api.media.atlassian.com");
    }

    [Theory]
    [InlineData("rlabs-insight-object-avatar")]
    [InlineData("file")]
    public async Task An_uploaded_picture_is_set_with_the_servers_id_and_removed_again(string part)
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Avatar is null);
        var uuid = await UploadAsync(part);

        var set = await PutAsync(owner, new { hasAvatar = true, avatarUUID = uuid });
        var bytes = await BytesAsync(set["avatar"]!["url288"]!.GetValue<string>());
        var removed = await PutAsync(owner, new { hasAvatar = false });

        bytes.ShouldBe(Png);
        set["hasAvatar"]!.GetValue<bool>().ShouldBeTrue();
        removed["hasAvatar"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_picture_that_was_never_uploaded_refuses_the_whole_object()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Avatar is null);

        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Put,
            $"/object/{owner.Id}",
            Body(owner, new { hasAvatar = true, avatarUUID = Guid.Empty.ToString() })
        );

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldContain("avatarUUID");
        owner.Avatar.ShouldBeNull();
    }

    [Fact]
    public async Task An_upload_without_the_xsrf_header_is_refused()
    {
        using var response = await SendUploadAsync("file", token: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<string> UploadAsync(string part)
    {
        using var response = await SendUploadAsync(part, "no-check");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())![
            "avatarUUID"
        ]!.GetValue<string>();
    }

    private Task<HttpResponseMessage> SendUploadAsync(string part, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{fixture.Acme.Base}/avatar/upload")
        {
            Content = new MultipartFormDataContent
            {
                { new ByteArrayContent(Png), part, "picture.png" },
                { new StringContent("0b6ee3b4-1111-4222-8333-444455556666"), "avatarUUID" },
            },
        };
        if (token is not null)
            request.Headers.Add("X-Atlassian-Token", token);
        return fixture.Acme.Http.SendAsync(request);
    }

    private Task<JsonNode> PutAsync(AssetObject owner, object members) =>
        fixture.Acme.PutAsync($"/object/{owner.Id}", Body(owner, members));

    private static JsonObject Body(AssetObject owner, object members)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(members)!.AsObject();
        body["objectTypeId"] = owner.TypeId.ToString();
        body["attributes"] = new JsonArray();
        return body;
    }

    private async Task<byte[]> BytesAsync(string url)
    {
        using var response = await fixture.Acme.SendAsync(HttpMethod.Get, url);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static int Width(byte[] png) => (png[18] << 8) + png[19];
}
