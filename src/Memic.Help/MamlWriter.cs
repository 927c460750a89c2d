using System.Xml;
using System.Xml.Linq;

namespace Memic.Help;

/// <summary>Writes help as MAML, the format that Get-Help reads for binary cmdlets.</summary>
internal static class MamlWriter
{
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Items = "http://msh";

    public static void Write(string path, IEnumerable<CmdletHelp> cmdlets)
    {
        var root = new XElement(Items + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(CreateCommand));
        using var writer = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n" });
        root.Save(writer);
    }

    private static XElement CreateCommand(CmdletHelp cmdlet) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            CreateParagraphs(Maml + "description", [cmdlet.Synopsis])),
        CreateParagraphs(Maml + "description", cmdlet.Description),
        MamlParameters.CreateSyntax(cmdlet),
        MamlParameters.CreateList(cmdlet),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(type => new XElement(Command + "inputType", CreateType(type)))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(output => new XElement(Command + "returnValue", CreateType(output.TypeName), CreateParagraphs(Maml + "description", [output.Description])))),
        new XElement(Command + "examples", cmdlet.Examples.Select(CreateExample)),
        new XElement(Command + "relatedLinks", cmdlet.Links.Select(link => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", link), new XElement(Maml + "uri")))));

    public static XElement CreateParagraphs(XName name, IEnumerable<string> texts) => new(name, texts.Select(text => new XElement(Maml + "para", text)));

    public static XElement CreateType(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement CreateExample(ExampleHelp example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"-------------------------- Example {index + 1} --------------------------"),
        new XElement(Dev + "code", example.Code),
        CreateParagraphs(Dev + "remarks", [example.Remarks]));
}
