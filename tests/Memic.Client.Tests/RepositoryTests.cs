using System.Text.RegularExpressions;

namespace Memic.Client.Tests;

/// <summary>What the documents of the repository promise about the repository.</summary>
public class RepositoryTests
{
    internal static readonly string Root = FindRoot();

    [Fact]
    public void Every_path_that_CONTRIBUTING_names_exists()
    {
        var named = Regex.Matches(File.ReadAllText(Path.Combine(Root, "CONTRIBUTING.md")), "`((?:src|tests)/[^` ]+)`").Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 15);
        Assert.DoesNotContain(named, path => !Path.Exists(Path.Combine(Root, path)));
    }

    [Fact]
    public void Every_package_is_in_CONTRIBUTING_with_its_reason()
    {
        var packages = Regex.Matches(File.ReadAllText(Path.Combine(Root, "Directory.Packages.props")), "PackageVersion Include=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        var named = File.ReadLines(Path.Combine(Root, "CONTRIBUTING.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)).ToHashSet();

        Assert.True(packages.Count > 15);
        Assert.DoesNotContain(packages, package => !named.Contains(package));
    }

    [Theory]
    [InlineData("README.md", 10)]
    [InlineData("docs/security.md", 15)]
    public void Every_test_that_a_document_names_exists(string document, int atLeast)
    {
        var named = Regex.Matches(File.ReadAllText(Path.Combine(Root, document)), "`([A-Z][A-Za-z]+(?:Tests|Properties)|[A-Z][A-Za-z-]+\\.Tests\\.ps1)`").Select(match => match.Groups[1].Value).Distinct().ToList();
        var files = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.*", SearchOption.AllDirectories).Select(Path.GetFileName).ToHashSet();

        Assert.True(named.Count >= atLeast);
        Assert.DoesNotContain(named, name => !files.Contains(name) && !files.Contains(name + ".cs"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Memic.psd1")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
