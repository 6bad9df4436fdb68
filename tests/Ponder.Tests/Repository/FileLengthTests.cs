using Ponder.TestSupport;
using Xunit;
using Xunit.Abstractions;

namespace Ponder.Tests.Repository;

/// <summary>Files read top to bottom like an explanation: review above 300 lines, fail above 600.</summary>
public sealed class FileLengthTests(ITestOutputHelper output)
{
    private const int Limit = 600;

    private static readonly string[] s_roots = ["src", "native", "tests", "bench", "samples"];

    private static readonly string[] s_extensions = [".cs", ".cpp", ".h"];

    [Fact]
    public void The_ten_longest_files_stay_below_the_limit()
    {
        var root = RepositoryFolder.PathTo();
        var longest =
            (from folder in s_roots.Select(name => Path.Combine(root, name))
             where Directory.Exists(folder)
             from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
             let path = Path.GetRelativePath(root, file)
             where s_extensions.Contains(Path.GetExtension(file)) && !IsGenerated(path)
             let lines = File.ReadLines(file).Count()
             orderby lines descending
             select (path, lines)).Take(10).ToArray();

        foreach (var (path, lines) in longest)
        {
            output.WriteLine($"{lines,5}  {path}");
        }

        Assert.NotEmpty(longest);
        Assert.All(longest, file => Assert.True(
            file.lines <= Limit, $"{file.path} has {file.lines} lines, at most {Limit} are allowed: split it by concern"));
    }

    private static bool IsGenerated(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        return path.EndsWith(".g.cs", StringComparison.Ordinal)
            || path.Contains(".generated.", StringComparison.Ordinal)
            || path.EndsWith(".g.cpp", StringComparison.Ordinal)
            || path.EndsWith(".g.h", StringComparison.Ordinal)
            || parts.Any(part => part is "generated" or "bin" or "obj" || part.StartsWith("build", StringComparison.Ordinal));
    }
}
