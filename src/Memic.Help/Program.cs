using Memic.Help;

// Memic.Help <cmdlet assembly> <its XML documentation> <README with the table of error codes> <help file to write>
var comments = new XmlComments(args[1]);
var reader = new CmdletReader(comments);
var cmdlets = CmdletAssembly.Load(args[0]).Select(reader.Read).OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal).ThenBy(cmdlet => cmdlet.Name, StringComparer.Ordinal).ToList();
string[] complaints = [.. comments.Missing, .. ErrorTable.MissingFrom(args[2])];
if (complaints.Length > 0)
{
    foreach (var complaint in complaints)
    {
        // In the form in which a build shows errors.
        Console.Error.WriteLine($"{args[0]} : error HELP001: {complaint}");
    }

    return 1;
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[3]))!);
MamlWriter.Write(args[3], RelatedCmdlets.Link(cmdlets));
return 0;
