using AssetsBackup.Features.Connections.Credentials;

namespace AssetsBackup.Tests.Connections;

public sealed class WorkspaceIdTextTests
{
    [Theory]
    [InlineData("0b6ee3b4-1111-2222-3333-444455556666", "0b6ee3b4-1111-2222-3333-444455556666")]
    [InlineData("  not-a-guid-7g  ", "not-a-guid-7g")]
    [InlineData("""{"size":1,"values":[{"workspaceId":"abc-1"}]}""", "abc-1")]
    [InlineData("""{"workspaceId":"abc-2"}""", "abc-2")]
    public void The_bare_id_and_the_whole_answer_are_read(string pasted, string id) =>
        WorkspaceIdText.Parse(pasted).ShouldBe(id);

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("../secret")]
    [InlineData("""{"values":[]}""")]
    [InlineData("""{"values":[7]}""")]
    [InlineData("{broken")]
    [InlineData("""{"workspaceId":"a b"}""")]
    public void Anything_else_is_no_id(string pasted) =>
        WorkspaceIdText.Parse(pasted).ShouldBeNull();
}
