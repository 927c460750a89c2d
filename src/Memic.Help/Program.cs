using Memic.Help;

// Memic.Help <cmdlet assembly> <its XML documentation> <help file to write>
var comments = new XmlComments(args[1]);
var reader = new CmdletReader(comments);
var cmdlets = CmdletAssembly.Load(args[0]).Select(reader.Read).OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal).ThenBy(cmdlet => cmdlet.Name, StringComparer.Ordinal).ToList();
if (comments.Missing.Count > 0)
{
    foreach (var missing in comments.Missing)
    {
        // In the form in which a build shows errors.
        Console.Error.WriteLine($"{args[0]} : error HELP001: {missing}");
    }

    return 1;
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[2]))!);
MamlWriter.Write(args[2], RelatedCmdlets.Link(cmdlets));
return 0;
