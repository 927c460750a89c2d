namespace Memic;

/// <summary>By what a question names a file that must be found.</summary>
internal enum FileExpectationKind
{
    ReferenceId,
    Name,
    Id,
}
