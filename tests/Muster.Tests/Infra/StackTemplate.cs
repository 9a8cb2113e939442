using System.Text.Json;
using Amazon.CDK.Assertions;

namespace Muster.Tests.Infra;

/// <summary>A template: for the CDK's assertions, and as JSON for what goes over all of it.</summary>
/// <param name="Template">For the CDK's assertions.</param>
/// <param name="Json">As it is deployed.</param>
/// <param name="Folder">Where it is, with its assets.</param>
internal sealed record StackTemplate(Template Template, JsonElement Json, string Folder)
{
    /// <summary>The resources of a type, by logical id.</summary>
    public IEnumerable<(string Id, JsonElement Properties)> Of(string type) => Json.GetProperty("Resources").EnumerateObject()
        .Where(r => r.Value.GetProperty("Type").GetString() == type)
        .Select(r => (r.Name, r.Value.TryGetProperty("Properties", out var properties) ? properties : default));

    /// <summary>A property of each resource of a type that has it as a text.</summary>
    public IEnumerable<string> Texts(string type, string property) => Of(type)
        .Where(r => r.Properties.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String)
        .Select(r => r.Properties.GetProperty(property).GetString()!);

    /// <summary>The function of this physical name.</summary>
    public JsonElement Function(string name) => Of("AWS::Lambda::Function").Single(f => f.Properties.GetProperty("FunctionName").GetString() == name).Properties;

    /// <summary>The logical id of the resource whose property has this text.</summary>
    public string Id(string type, string property, string value) =>
        Of(type).Single(r => r.Properties.TryGetProperty(property, out var found) && found.ToString() == value).Id;

    /// <summary>The statements of all that the role of this function may do.</summary>
    public IEnumerable<JsonElement> Statements(string function)
    {
        var role = Function(function).GetProperty("Role").GetProperty("Fn::GetAtt")[0].GetString();
        return Of("AWS::IAM::Policy")
            .Where(p => p.Properties.GetProperty("Roles").EnumerateArray().Any(r => r.GetProperty("Ref").GetString() == role))
            .SelectMany(p => p.Properties.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray());
    }

    /// <summary>Where the function may do <paramref name="action"/>, as one text with the template's references in it.</summary>
    public string Resources(string function, string action) => string.Join('\n', Statements(function)
        .Where(s => s.GetProperty("Effect").GetString() == "Allow" && Texts(s.GetProperty("Action")).Contains(action))
        .Select(s => s.GetProperty("Resource").GetRawText()));

    /// <summary>A text, or the texts of an array.</summary>
    public static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.ToString()) : [value.ToString()];
}
