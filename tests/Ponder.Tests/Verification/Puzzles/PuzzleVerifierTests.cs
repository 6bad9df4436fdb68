using Ponder.Verification;
using Ponder.Verification.Puzzles;
using Xunit;

namespace Ponder.Tests.Verification.Puzzles;

/// <summary>Rules that other libraries are known to break.</summary>
public sealed class PuzzleVerifierTests
{
    private const string TwentyFour = "Make 24 using 4, 4, 10, 10. You can only use each number once.";

    [Theory]
    [InlineData("(10 * 10 - 4) / 4", true)]
    [InlineData("<think>6 * 4</think><answer>(10*10-4)/4</answer>", true)]
    [InlineData("\\boxed{(10 \\times 10 - 4) / 4}", true)]
    [InlineData("6 * 4", false)]
    [InlineData("24", false)]
    [InlineData("10 + 10 + 4", false)]
    [InlineData("(10 * 10 - 4) / 4 + 0", false)]
    [InlineData("int(24.9)", false)]
    [InlineData("10 ** 10 - 4 - 4", false)]
    [InlineData("(10 * 10 - 4) / 4 and 3 * 8", false)]
    public void Twenty_four_uses_the_given_numbers_exactly(string answer, bool right) => Assert.Equal(right, Judge("puzzle24", TwentyFour, answer));

    [Theory]
    [InlineData("1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", true)]
    [InlineData("1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 2", false)]
    [InlineData("1 _ 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1", false)]
    [InlineData("2 1 3 4\n3 4 1 2\n1 2 4 3\n4 3 2 1", false)]
    public void Sudoku_keeps_givens_and_rules(string answer, bool right) =>
        Assert.Equal(right, Judge("mini_sudoku", "Solve:\n1 _ 3 4\n3 4 1 2\n2 1 _ 3\n4 3 2 1\n", answer));

    [Theory]
    [InlineData("B → A → C → A → B", true)]
    [InlineData("B → A → A → A", true)]
    [InlineData("B → A → B → C → C → A → A", false)]
    [InlineData("B → A → C → A", false)]
    public void Shortest_presses_count_with_and_without_idle_ones(string answer, bool right) =>
        Assert.Equal(right, Judge("quantum_lock", "Start: 0 (red)\nTarget: 8\nButtons:\nA: Multiply 2 (when green)\nB: Add 2 (when red)\nC: Subtract 1 (when any)", answer));

    [Theory]
    [InlineData("4", true)]
    [InlineData("3", false)]
    public void Walls_of_a_maze_may_be_backticks(string answer, bool right) =>
        Assert.Equal(right, Judge("maze", "Navigate from 'C' (start) to 's' (goal):\n\n```\n`````\n`Cll`\n```l`\n```s`\n`````\n```\nLegend: '`' = Wall, 'l' = Passage\n", answer));

    [Fact]
    public void Long_plans_of_many_disks_are_read()
    {
        const int disks = 14;
        var moves = new List<string>();
        Move(disks, 1, 2, 3);
        var question = $"Solve the Tower of Hanoi problem with {disks} disks and 3 pegs.\nMove all disks from Peg 1 to Peg 2 following the rules:";

        Assert.True(Judge("tower_of_hanoi", question, string.Join('\n', moves)));
        Assert.False(Judge("tower_of_hanoi", question, string.Join('\n', moves.Skip(1))));

        void Move(int count, int from, int to, int over)
        {
            if (count > 0)
            {
                Move(count - 1, from, over, to);
                moves.Add($"Move disk {count} from Peg {from} to Peg {to}");
                Move(count - 1, over, to, from);
            }
        }
    }

    [Theory]
    [InlineData("(P ∨ R)", true)]
    [InlineData("Q ∧ P", true)]
    [InlineData("(P → Q)", false)]
    [InlineData("P ∨ ¬P", false)]
    [InlineData("Q", false)]
    [InlineData("¬Q", false)]
    public void Conclusion_must_follow_and_say_something(string answer, bool right) =>
        Assert.Equal(right, Judge("propositional_logic", "Given:\n1. (P → Q)\n.2. P\n.What can we conclude?", answer));

    [Theory]
    [InlineData("0", false)]
    [InlineData("-3.4142, -0.5858", true)]
    [InlineData("-0.5858, -3.4142", true)]
    [InlineData("-3.414, -0.5858", false)]
    [InlineData("-3.4142", false)]
    public void Roots_are_complete_and_rounded(string answer, bool right) =>
        Assert.Equal(right, Judge("polynomial_equations", "Solve for real x: x**2 + 4*x + 2 = 0", answer));

    [Theory]
    [InlineData("x**3/3 + x + C", true)]
    [InlineData("x*(x**2 + 3)/3", true)]
    [InlineData("x**3/3 + x + y", false)]
    [InlineData("x**3/3", false)]
    public void Antiderivative_is_checked_by_its_derivative(string answer, bool right) =>
        Assert.Equal(right, Judge("simple_integration", "Find: ∫ x**2 + 1 dx", answer));

    [Fact]
    public void Question_without_rules_is_undecided() =>
        Assert.Equal(Outcome.Undecided, new PuzzleVerifier(PuzzleFamilies.Find("gcd")!).Verify(new("What?", "3", "3")).Outcome);

    [Fact]
    public void Names_are_unique() => Assert.Distinct(PuzzleFamilies.All.Select(f => f.Name));

    private static bool Judge(string family, string question, string answer) =>
        new PuzzleVerifier(PuzzleFamilies.Find(family)!).Verify(new(question, "", answer)).Outcome == Outcome.Correct;
}
