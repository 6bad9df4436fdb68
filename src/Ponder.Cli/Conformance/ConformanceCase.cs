namespace Ponder.Cli.Conformance;

/// <summary>One golden case, named as the folder's <c>cases.py</c> names it.</summary>
/// <param name="Area">The area, for example <c>rl</c>.</param>
/// <param name="Name"><c>path#id</c> relative to the area's folder, a model's folder, a tensor of a file…</param>
/// <param name="Folder">Full path of the area's folder.</param>
public sealed record ConformanceCase(string Area, string Name, string Folder)
{
    /// <summary>The part of the name before the first <c>#</c>: a path relative to <see cref="Folder"/>.</summary>
    public string File => Name.IndexOf('#') is var mark and >= 0 ? Name[..mark] : Name;

    /// <summary>The part after the first <c>#</c>; null where there is none.</summary>
    public string? Id => Name.IndexOf('#') is var mark and >= 0 ? Name[(mark + 1)..] : null;

    /// <summary>Full path of <see cref="File"/>.</summary>
    public string Path => System.IO.Path.Combine(Folder, File);
}
