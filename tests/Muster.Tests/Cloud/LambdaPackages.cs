namespace Muster.Tests.Cloud;

/// <summary>What <c>eng/lambda.sh</c> built.</summary>
internal static class LambdaPackages
{
    /// <summary>The folder of a kind (<c>x64</c>, <c>jit</c>); skips the test where it was not built.</summary>
    public static string Need(string kind)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "artifacts", "lambda", kind);
            if (File.Exists(Path.Combine(package, "bootstrap")))
            {
                return package;
            }
        }

        Assert.Skip($"the package {kind} is not built: run eng/lambda.sh");
        return "";
    }
}
