using Memic.Help;

// Memic.Help <cmdlet assembly> <its XML documentation> <README> <help folder of the module> <folder of the pages> [--write]
var (assembly, documentation, readme, helpFolder, pageFolder) = (args[0], args[1], args[2], args[3], args[4]);
var comments = new XmlComments(documentation);
var reader = new CmdletReader(comments);
var cmdlets = RelatedCmdlets.Link(
    [.. CmdletAssembly.Load(assembly).Select(reader.Read).OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal).ThenBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)]);
var pages = new HelpPages(pageFolder, cmdlets);
if (args.Contains("--write"))
{
    pages.Write();
}

var table = new ErrorTable();
string[] errors = [.. comments.Missing, .. table.FindMissingRows(readme), .. pages.FindErrors(readme)];
if (errors.Length > 0)
{
    foreach (var error in errors)
    {
        // The format of errors in a build.
        Console.Error.WriteLine($"{assembly} : error HELP001: {error}");
    }

    return 1;
}

Directory.CreateDirectory(helpFolder);
table.WriteTopic(Path.Combine(helpFolder, "about_Memic_Errors.help.txt"));
MamlWriter.Write(Path.Combine(helpFolder, "Memic.Cmdlets.dll-Help.xml"), cmdlets);
return 0;
