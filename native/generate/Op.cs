namespace Ponder.OpGenerator;

/// <summary>Where the C# side of an operation lives.</summary>
internal enum Placement
{
    Tensor,
    Functional,
    Both,
}

/// <summary>One parameter: its type as the op list writes it, its name and its default.</summary>
internal sealed record Parameter(string Type, string Name, string? Default);

/// <summary>One line of the op list.</summary>
internal sealed record Op(
    Placement Placement,
    string Name,
    string? Variant,
    IReadOnlyList<Parameter> Parameters,
    string Result,
    string Expression,
    IReadOnlyList<string> Rules,
    string Documentation)
{
    /// <summary>The C name: <c>pn_</c> and the snake-case name and variant.</summary>
    public string Export => "pn_" + Snake(Name) + (Variant is null ? "" : "_" + Snake(Variant));

    public bool IsMethod => Parameters is [{ Name: "self" }, ..];

    public bool IsInPlace => Result == "void";

    /// <summary>The names of a tuple result, empty for one tensor or none.</summary>
    public IReadOnlyList<string> TupleNames => Result.StartsWith('(')
        ? [.. Result.Trim('(', ')').Split(',').Select(part => part.Trim().Split(' ')[1])]
        : [];

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
