using Ponder.OpGenerator;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class OpListTests
{
    [Fact]
    public void Generated_files_are_up_to_date()
    {
        var list = File.ReadAllText(RepositoryFolder.PathTo(Outputs.List));
        foreach (var (path, expected) in Outputs.Of(list))
        {
            Assert.True(File.ReadAllText(RepositoryFolder.PathTo(path)) == expected,
                $"{path} does not follow from {Outputs.List}; run: dotnet run --project native/generate");
        }
    }

    [Fact]
    public void One_line_describes_one_operation()
    {
        var op = Assert.Single(OpList.Parse(
            "# comment\n\nboth LogSumExp.Dim(Tensor self, int dim, bool keep = false) -> Tensor = at::logsumexp(self, dim) ! Dim(self, dim) # Text."));

        Assert.Equal("pn_log_sum_exp_dim", op.Export);
        Assert.Equal(Placement.Both, op.Placement);
        Assert.Equal(["self", "dim", "keep"], op.Parameters.Select(p => p.Name));
        Assert.Equal("false", op.Parameters[2].Default);
        Assert.Equal(["Dim(self, dim)"], op.Rules);
        Assert.Equal("Text.", op.Documentation);
    }

    [Theory]
    [InlineData("Add(Tensor self) -> Tensor # no expression", "line 1")]
    [InlineData("Add(string self) -> Tensor = at::add(self) # unknown type", "expected 'type name'")]
    [InlineData("A(Tensor self) -> Tensor = a # x\nA(Tensor self, int b) -> Tensor = b # y", "two operations export pn_a")]
    public void Malformed_line_is_refused_with_its_place(string list, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => OpList.Parse(list)).Message);
}
