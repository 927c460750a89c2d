using System.Reflection;
using System.Runtime.Loader;

namespace Memic.Help;

/// <summary>Loads the cmdlets as PowerShell 7 does, with the client from the folder beside them.</summary>
internal static class CmdletAssembly
{
    public static IEnumerable<Type> Load(string path)
    {
        var full = Path.GetFullPath(path);
        var dependencies = Path.Combine(Path.GetDirectoryName(full)!, "deps", "net8.0");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(dependencies, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(full).GetExportedTypes()
            .Where(type => !type.IsAbstract && type.GetAttributes("CmdletAttribute").Any());
    }

    /// <summary>Gets the attributes with a name as metadata, so that no code of theirs runs.</summary>
    public static IEnumerable<CustomAttributeData> GetAttributes(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == name);

    /// <summary>Gets the value of a named argument, or <see langword="null"/>.</summary>
    public static object? GetNamedArgument(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    /// <summary>Gets the constructor arguments of a type, including the elements of arrays.</summary>
    public static IEnumerable<T> GetConstructorArguments<T>(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments.Select(argument => argument.Value)
            .SelectMany(value => value is IEnumerable<CustomAttributeTypedArgument> many ? many.Select(one => one.Value) : [value])
            .OfType<T>();
}
