using Memic.Help;

// Memic.Help <cmdlet assembly> <its XML documentation> <README with the table of error codes> <help file to write>
var comments = new XmlComments(args[1]);
var reader = new CmdletReader(comments);
var cmdlets = CmdletAssembly.Load(args[0]).Select(reader.Read).OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal).ThenBy(cmdlet => cmdlet.Name, StringComparer.Ordinal).ToList();
string[] errors = [.. comments.Missing, .. ErrorTable.FindMissingRows(args[2])];
if (errors.Length > 0)
{
    foreach (var error in errors)
    {
        // The format of errors in a build.
        Console.Error.WriteLine($"{args[0]} : error HELP001: {error}");
    }

    return 1;
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[3]))!);
MamlWriter.Write(args[3], RelatedCmdlets.Link(cmdlets));
return 0;
