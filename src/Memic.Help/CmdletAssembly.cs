using System.Reflection;
using System.Runtime.Loader;

namespace Memic.Help;

/// <summary>Loads the cmdlets as PowerShell 7 would, their client from the folder beside them.</summary>
internal static class CmdletAssembly
{
    public static IEnumerable<Type> Load(string path)
    {
        var full = Path.GetFullPath(path);
        var dependencies = Path.Combine(Path.GetDirectoryName(full)!, "deps", "net8.0");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(dependencies, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(full).GetExportedTypes()
            .Where(type => !type.IsAbstract && type.AttributesNamed("CmdletAttribute").Any());
    }

    /// <summary>An attribute as it is written in the assembly: nothing of it is run.</summary>
    public static IEnumerable<CustomAttributeData> AttributesNamed(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == name);

    /// <summary>The value that an attribute was given by name, or null.</summary>
    public static object? Named(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    /// <summary>The texts or types that an attribute was given as an array.</summary>
    public static IEnumerable<T> Listed<T>(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments.Select(argument => argument.Value)
            .SelectMany(value => value is IEnumerable<CustomAttributeTypedArgument> many ? many.Select(one => one.Value) : [value])
            .OfType<T>();
}
