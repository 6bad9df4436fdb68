using System.Text.RegularExpressions;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Repository;

/// <summary><c>ponder test --fast</c> leaves out what carries the trait <c>Speed = slow</c>: what trains, and what reads real models or golden folders end to end.</summary>
public sealed partial class SlowTestsTests
{
    private const string Trait = "[Trait(\"Speed\", \"slow\")]";

    [Fact]
    public void Every_class_that_trains_or_starts_the_program_is_slow()
    {
        var root = RepositoryFolder.PathTo("tests", "Ponder.EndToEnd.Tests");
        var classes =
            from file in Directory.EnumerateFiles(root, "*Tests.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            let text = File.ReadAllText(file)
            where Trains().IsMatch(text)
            select (Name: Path.GetFileName(file), Slow: text.Contains(Trait, StringComparison.Ordinal));

        Assert.NotEmpty(classes);
        Assert.All(classes, entry => Assert.True(entry.Slow, $"{entry.Name} trains, starts the program or reads a real model: put {Trait} before its class"));
    }

    [Fact]
    public void The_fast_part_leaves_out_this_very_trait() =>
        Assert.Contains(
            "\"Speed!=slow\"", File.ReadAllText(RepositoryFolder.PathTo("src", "Ponder.Cli", "Testing", "TestVerb.cs")), StringComparison.Ordinal);

    [GeneratedRegex(@"new TinyRecipe\(|RecipeRunner\.RunAsync|CliRun\.(Start|ThereAsync)|""conformance""|new (Train|Decode)Bench\(|SharedFact\(|SharedTheory\(")]
    private static partial Regex Trains();
}
