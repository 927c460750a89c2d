using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Memic.Demo;

namespace Memic.Cmdlets.Tests;

/// <summary>What people install. What is in the packages is listed in Packages/Contents.txt, with a limit for the size of each.</summary>
public sealed class PackageTests(PackageSet packages) : IClassFixture<PackageSet>
{
    private const int KilobytesOfPlatform = 1100;

    // The platforms that the client is compiled for, and how the runtime knows an assembly of each: the processor, and the system in the bits of another.
    private static readonly Dictionary<string, int> Machines = new()
    {
        ["linux-x64"] = 0x8664 ^ 0x7B79, ["linux-arm64"] = 0xAA64 ^ 0x7B79, ["osx-arm64"] = 0xAA64 ^ 0x4644, ["win-x64"] = 0x8664,
    };

    public static TheoryData<string> Ids => ["Memic", "Memic.Client", "Memic.Emulator"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_has_the_files_that_are_listed_and_no_other(string id)
    {
        var (_, listed) = ReadList(id);
        var packed = packages.Read(id).Keys.Where(file => !IsForPlatform(file)).ToList();

        var differences = packed.Except(listed).Select(file => $"{file} is new: list it in Packages/Contents.txt if {id} needs it.")
            .Concat(listed.Except(packed).Select(file => $"{file} is missing in {id}, or must not be listed any more.")).ToList();

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_is_no_larger_than_listed(string id)
    {
        var (kilobytes, _) = ReadList(id);
        var forPlatforms = packages.Read(id).Keys.Where(IsForPlatform).Select(Path.GetDirectoryName).Distinct().Count() * KilobytesOfPlatform;
        Assert.InRange(new FileInfo(packages.PathOf(id)).Length / 1024, 1, kilobytes + forPlatforms);
    }

    [Fact]
    public void A_release_has_the_client_compiled_for_each_platform_and_it_is_the_client_that_is_there_in_IL()
    {
        var package = packages.Read("Memic");
        var compiled = package.Where(file => IsForPlatform(file.Key)).ToList();
        var isCompiled = TestSettings.Configuration == "Release" && OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

        Assert.Equal(isCompiled ? Machines.Count : 0, compiled.Count);
        Assert.All(compiled, file =>
        {
            var folder = Path.GetDirectoryName(file.Key)!;
            var inIL = package[$"{Path.GetDirectoryName(folder)}/{Path.GetFileName(file.Key)}"];
            Assert.Equal(ModuleOf(inIL).Id, ModuleOf(file.Value).Id);
            Assert.Equal(Machines[Path.GetFileName(folder)], ModuleOf(file.Value).Machine);
        });
    }

    [Fact]
    public void The_version_of_the_manifest_is_that_of_every_package_and_assembly()
    {
        Assert.Matches($@"ModuleVersion\s+= '{Regex.Escape(PackageSet.Version)}'", File.ReadAllText(Path.Combine(BuildSettings.RepositoryRoot, "Memic.psd1")));
        Assert.All(Ids, row =>
        {
            var package = packages.Read(row.Data);
            Assert.Contains($"<version>{PackageSet.Version}</version>", Text(package[row.Data + ".nuspec"]), StringComparison.Ordinal);
            Assert.All(OwnAssemblies(package), assembly => Assert.Equal(PackageSet.Version, VersionOf(assembly.Value)));
        });
    }

    [Fact]
    public void No_assembly_knows_the_folder_that_it_was_built_in()
    {
        var root = BuildSettings.RepositoryRoot.TrimEnd(Path.DirectorySeparatorChar);
        byte[][] traces = [Encoding.UTF8.GetBytes(root + Path.DirectorySeparatorChar), Encoding.Unicode.GetBytes(root + Path.DirectorySeparatorChar)];
        var assemblies = Ids.SelectMany(row => OwnAssemblies(packages.Read(row.Data))).ToList();

        Assert.True(assemblies.Count > 8);
        Assert.DoesNotContain(assemblies, assembly => traces.Any(trace => assembly.Value.AsSpan().IndexOf(trace) >= 0));
    }

    [Theory]
    [InlineData("Memic")]
    [InlineData("Memic.Emulator")]
    public void A_package_names_the_makers_of_what_others_made(string id)
    {
        var package = packages.Read(id);
        var notices = Text(package["THIRD-PARTY-NOTICES.txt"]);
        var others = package.Keys.Except(OwnAssemblies(package).Select(assembly => assembly.Key)).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(others);
        Assert.All(others, file => Assert.Matches($@"\b{Regex.Escape(Path.GetFileNameWithoutExtension(file))}\b", notices));
    }

    [Fact]
    public void The_same_files_make_the_same_package()
    {
        Assert.Equal(File.ReadAllBytes(packages.PathOf("Memic")), File.ReadAllBytes(packages.ModuleAgain));
        Assert.All(Ids, row =>
        {
            using var package = ZipFile.OpenRead(packages.PathOf(row.Data));
            Assert.All(package.Entries, entry => Assert.Equal(new DateTime(2000, 1, 1), entry.LastWriteTime.DateTime));
        });
    }

    [Fact]
    public void The_gallery_learns_of_every_cmdlet_and_of_what_is_new_and_where_the_project_is()
    {
        var manifest = File.ReadAllText(Path.Combine(packages.Module, "Memic.psd1"));
        var nuspec = Text(packages.Read("Memic")["Memic.nuspec"]);
        var cmdlets = Regex.Matches(File.ReadAllText(Path.Combine(BuildSettings.RepositoryRoot, "Memic.psd1")), "(?m)^        '([A-Z][a-z]+-Memic[A-Za-z]*)'").Select(match => match.Groups[1].Value).ToList();

        Assert.True(cmdlets.Count > 15);
        Assert.All(cmdlets, cmdlet => Assert.Matches($"<tags>PSModule .*PSCmdlet_{cmdlet} PSCommand_{cmdlet}[ <]", nuspec));
        Assert.Matches("<tags>.*PSEdition_Core PSEdition_Desktop ", nuspec);
        Assert.Contains($"<projectUrl>{PackageSet.ProjectUri}</projectUrl>", nuspec, StringComparison.Ordinal);
        Assert.Contains($"LicenseUri = '{PackageSet.ProjectUri}/blob/main/LICENSE'", manifest, StringComparison.Ordinal);
        Assert.Contains($"IconUri = '{PackageSet.ProjectUri}/raw/main/docs/icon.png'", manifest, StringComparison.Ordinal);

        var newest = Regex.Match(File.ReadAllText(Path.Combine(BuildSettings.RepositoryRoot, "CHANGELOG.md")).ReplaceLineEndings("\n"), "(?s)\n## .*?\n(- .*?)(\n\n## |$)").Groups[1].Value.Trim();
        Assert.Contains(newest, System.Net.WebUtility.HtmlDecode(nuspec).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_main_job_works_where_nothing_but_the_packages_of_module_and_emulator_is()
    {
        var output = await packages.RunAsync(TestSettings.PowerShell, "MainJob.ps1", ["-Emulator", packages.Emulator, "-Modules", packages.Modules]);

        Assert.Equal(
            [$"from {packages.Module}", "sent Ready", "found offer.md", "explained Uploads files to Memic and optionally waits until they are searchable.", "about True"],
            output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task On_Windows_PowerShell_the_loader_finds_the_rate_limit_store_and_all_that_it_needs()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "resgen"))), "mono (mono-devel) is not installed.");
        var folder = Path.Combine(packages.Module, "bin", "deps", "net472");

        // Alone, so that it cannot find what was built beside it.
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(packages.Folder, "..", "desktop")).FullName, "desktop.exe");
        File.Copy(TestSettings.DesktopProgram, program);
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(program, ["module", folder]) : new ProcessStartInfo("mono", [program, "module", folder]);

        var output = await PackageSet.RunAsync(start);

        Assert.Contains("error=rate_limit_store_unavailable: The rate limit store 127.0.0.1:1 cannot be used", output, StringComparison.Ordinal);
        Assert.Matches("loaded=.*Memic.RateLimiting.Redis.dll,.*StackExchange.Redis.dll,.*System.Memory.dll", output);
    }

    /// <summary>The greatest size of a package in KB and the files that are to be in it.</summary>
    private static (int Kilobytes, IReadOnlyList<string> Files) ReadList(string id)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Packages", "Contents.txt"));
        var heading = Array.FindIndex(lines, line => line.StartsWith(id + ": ", StringComparison.Ordinal));
        return (int.Parse(Regex.Match(lines[heading], @"\d+").Value, null), [.. lines.Skip(heading + 1).TakeWhile(line => line.Length > 0)]);
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> OwnAssemblies(IReadOnlyDictionary<string, byte[]> package) =>
        package.Where(file => Regex.IsMatch(file.Key, @"(^|/)Memic\.[A-Za-z.]+\.dll$"));

    private static bool IsForPlatform(string file) => Machines.Keys.Any(platform => file.StartsWith($"bin/deps/net8.0/{platform}/", StringComparison.Ordinal));

    private static (Guid Id, int Machine) ModuleOf(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        var metadata = reader.GetMetadataReader();
        return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid), (ushort)reader.PEHeaders.CoffHeader.Machine);
    }

    private static string VersionOf(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        return reader.GetMetadataReader().GetAssemblyDefinition().Version.ToString(3);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
