using AssetsBackup.Atlassian;

namespace AssetsBackup.Tests.Atlassian;

public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"errorMessages":["a","b"],"errors":{"rlabs-insight-attribute-7":"c"}}""", 2, 1)]
    [InlineData("""{"errorMessage":"TCS 404"}""", 1, 0)]
    [InlineData("""{"code":401,"message":"Unauthorized; scope does not match"}""", 1, 0)]
    [InlineData("<html>gateway</html>", 0, 0)]
    [InlineData("", 0, 0)]
    [InlineData("[]", 0, 0)]
    [InlineData("""{"errors":[{"errorMessage":"x"}]}""", 0, 0)]
    public void Every_shape_of_error_is_survived(string body, int messages, int errors)
    {
        var parsed = ErrorBody.Parse(body);

        (parsed.Messages.Count, parsed.Errors.Count).ShouldBe((messages, errors));
    }
}
