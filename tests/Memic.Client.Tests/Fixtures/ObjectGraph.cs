using System.Collections;
using System.Reflection;

namespace Memic.Client.Tests;

/// <summary>Everything that an object keeps alive, through its fields and theirs.</summary>
internal static class ObjectGraph
{
    /// <param name="root">The object.</param>
    /// <param name="except">A type whose objects, and what only they keep alive, are left out.</param>
    public static IReadOnlyCollection<object> Of(object root, Type? except = null)
    {
        var found = new HashSet<object>(ReferenceEqualityComparer.Instance) { root };
        var open = new Queue<object>([root]);
        while (open.TryDequeue(out var current))
        {
            foreach (var next in Next(current))
            {
                if (next is not null and not Type and not Assembly and not Pointer && next.GetType() != except && found.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    private static IEnumerable<object?> Next(object current) => current switch
    {
        string => [],
        Array { Length: > 0 } array when !array.GetType().GetElementType()!.IsPrimitive => ((IEnumerable)array).Cast<object?>(),
        Array => [],
        _ => FieldsOf(current.GetType()).Select(field => field.GetValue(current)),
    };

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var level = type; level is not null && !level.IsPrimitive; level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike && !field.FieldType.IsPrimitive)
                {
                    yield return field;
                }
            }
        }
    }
}
