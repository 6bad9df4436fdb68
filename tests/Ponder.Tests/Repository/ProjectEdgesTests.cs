using System.Xml.Linq;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Repository;

/// <summary>The allowed references between projects: the table of docs/architecture.md.</summary>
public sealed class ProjectEdgesTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Ponder.Tensors"] = [],
        ["Ponder.Text"] = [],
        ["Ponder.Runs"] = ["Text"],
        ["Ponder.Models"] = ["Tensors"],
        ["Ponder.Inference"] = ["Models", "Text", "Tensors"],
        ["Ponder.Verification"] = ["Text"],
        ["Ponder.Data"] = ["Text", "Verification", "Runs"],
        ["Ponder.Algorithms"] = ["Tensors", "Text"],
        ["Ponder.Evaluation"] = ["Inference", "Verification", "Data", "Runs", "Text"],
        ["Ponder.Training"] =
        [
            "Algorithms", "Data", "Evaluation", "Inference", "Models", "Runs", "Tensors", "Text", "Verification",
        ],
        ["Ponder.Cli"] =
        [
            "Algorithms", "Data", "Evaluation", "Inference", "Models", "Runs", "Tensors", "Text", "Training", "Verification",
        ],
    };

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        var root = RepositoryFolder.PathTo("src");
        var forbidden =
            from file in Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            let project = Path.GetFileNameWithoutExtension(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            let include = reference.Attribute("Include")?.Value.Replace('\\', '/') ?? ""
            let target = Path.GetFileNameWithoutExtension(include)
            where !s_allowed.TryGetValue(project, out var allowed) || !allowed.Contains(target.Replace("Ponder.", "", StringComparison.Ordinal))
            select $"{project} -> {target}: write a decision record and a row of this table, or move the type";

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Every_project_has_a_row_and_is_in_the_solution()
    {
        var root = RepositoryFolder.PathTo("src");
        var projects = Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order().ToArray();
        var solution = File.ReadAllText(RepositoryFolder.PathTo("Ponder.slnx"));

        Assert.Equal(s_allowed.Keys.Order(), projects);
        Assert.All(projects, project => Assert.Contains($"{project}.csproj", solution));
    }

    [Fact]
    public void Undeclared_edges_do_not_compile()
    {
        var properties = XDocument.Load(RepositoryFolder.PathTo("Directory.Build.props"));

        Assert.Equal("true", properties.Descendants("DisableTransitiveProjectReferences").Single().Value);
    }
}
