using Ponder.Data.Puzzles.Generators;
using Ponder.Text;

namespace Ponder.Data.Puzzles;

/// <summary>The table of families that generate puzzles, each with ten levels of difficulty.</summary>
public static class PuzzleGenerators
{
    /// <summary>All families, by name. The verifier of each is <c>puzzle:NAME</c>.</summary>
    public static IReadOnlyList<PuzzleGenerator> All { get; } =
    [
        new("base_conversion", "size of the number", ArithmeticPuzzles.BaseConversion),
        new("basic_arithmetic", "depth of brackets, digits", ArithmeticPuzzles.BasicArithmetic),
        new("bf", "length of the output", TextPuzzles.Machine),
        new("binary_matrix", "size", MatrixPuzzles.Distances) { Spoil = MatrixPuzzles.FlipCell },
        new("bitwise_arithmetic", "depth of brackets", ArithmeticPuzzles.Bitwise) { Spoil = Spoils.OneMore },
        new("brackets", "length", TextPuzzles.Brackets) { Spoil = TextPuzzles.SpoilBrackets },
        new("caesar_cipher", "number of words", TextPuzzles.Caesar),
        new("chain_sum", "terms, digits", ArithmeticPuzzles.ChainSum),
        new("complex_arithmetic", "size of the numbers, share of products", ArithmeticPuzzles.Complex) { Spoil = Spoils.OneMore },
        new("count_primes", "length of the range", NumberPuzzles.CountPrimes),
        new("countdown", "how many numbers, their size", ExpressionPuzzles.Countdown) { Spoil = Spoils.OneMore },
        new("cryptarithm", "digits, addends", QueenPuzzles.Cryptarithm) { Spoil = QueenPuzzles.SpoilLetters },
        new("decimal_arithmetic", "terms, decimals", ArithmeticPuzzles.DecimalArithmetic),
        new("fraction_simplification", "size of the numbers", ArithmeticPuzzles.Fraction) { Spoil = Spoils.OneMore },
        new("futoshiki", "size, empty cells", LatinPuzzles.Futoshiki),
        new("game_of_life", "size, steps", MatrixPuzzles.Life) { Spoil = MatrixPuzzles.FlipCell },
        new("gcd", "size and count of the numbers", NumberPuzzles.Gcd),
        new("graph_color", "vertices, edges", LogicPuzzles.Colours) { Spoil = LogicPuzzles.SpoilColours, Guess = LogicPuzzles.GuessColours },
        new("jugs", "size of the jugs, least number of moves", PlanningPuzzles.Jugs) { Spoil = PlanningPuzzles.SpoilJugs },
        new("kakurasu", "size", SumPuzzles.Kakurasu) { Spoil = MatrixPuzzles.FlipCell },
        new("knights_knaves", "people, depth of statements", LogicPuzzles.Knights) { Spoil = LogicPuzzles.SpoilKnights, Guess = LogicPuzzles.GuessKnights },
        new("lcm", "size and count of the numbers", NumberPuzzles.Lcm),
        new("leg_counting", "animals, their numbers", NumberPuzzles.Legs),
        new("maze_path", "size, openings", PathPuzzles.Maze) { Spoil = Spoils.DropLast },
        new("mini_sudoku", "empty cells", SudokuPuzzles.Four) { Guess = SudokuPuzzles.GuessFour },
        new("n_queens", "size, queens to place", QueenPuzzles.Queens) { Spoil = QueenPuzzles.SpoilQueens },
        new("number_sorting", "how many numbers", NumberPuzzles.SortNumbers),
        new("polynomial_equations", "degree, size of the roots", AlgebraPuzzles.RealRoots),
        new("polynomial_multiplication", "factors, terms", AlgebraPuzzles.Product) { Spoil = Spoils.OneMore },
        new("prime_factorization", "size of the number", NumberPuzzles.PrimeFactors),
        new("products", "digits", ArithmeticPuzzles.Products),
        new("puzzle24", "size of the numbers, products, then fractions needed", ExpressionPuzzles.TwentyFour) { Spoil = Spoils.OneMore },
        new("quantum_lock", "buttons, length of the shortest sequence", PlanningPuzzles.Lock) { Spoil = PlanningPuzzles.SpoilLock },
        new("rotate_matrix", "size", MatrixPuzzles.Rotation),
        new("rubiks_cube", "size, turns of the scramble", PlanningPuzzles.Cube) { Spoil = Spoils.DropLast },
        new("rush_hour", "cars, least number of moves", SlidingPuzzles.RushHour) { Spoil = Spoils.DropLast },
        new("satisfiability", "variables, clauses", LogicPuzzles.Clauses) { Spoil = LogicPuzzles.SpoilClauses, Guess = LogicPuzzles.GuessClauses },
        new("shortest_path", "size", PathPuzzles.Grid) { Spoil = Spoils.DropLast },
        new("simple_equations", "size of the numbers", AlgebraPuzzles.LinearEquation),
        new("simple_geometry", "sides", NumberPuzzles.LastAngle),
        new("simple_integration", "degree", AlgebraPuzzles.Antiderivative) { Spoil = Spoils.OneMore },
        new("skyscrapers", "size", LatinPuzzles.Skyscrapers),
        new("sokoban", "room, boxes, least number of moves", SlidingPuzzles.Sokoban) { Spoil = Spoils.DropLast },
        new("spell_backward", "length", TextPuzzles.Backward),
        new("spiral_matrix", "size", MatrixPuzzles.Spiral),
        new("string_manipulation", "length, rules", TextPuzzles.Rewriting),
        new("string_synthesis", "number of blocks", TextPuzzles.Synthesis) { Spoil = Spoils.OneMore },
        new("sudoku", "empty cells", SudokuPuzzles.Nine) { Guess = SudokuPuzzles.GuessNine },
        new("survo", "size, empty cells", SumPuzzles.Survo),
        new("time_intervals", "length of the interval", NumberPuzzles.TimeSpans) { Spoil = Spoils.OneMore },
        new("tower_of_hanoi", "disks", PlanningPuzzles.Hanoi) { Spoil = Spoils.DropLast },
        new("word_sorting", "number of words", TextPuzzles.SortWords),
        new("zebra_table", "houses, attributes", LogicPuzzles.Houses) { Spoil = LogicPuzzles.SpoilHouses, Guess = LogicPuzzles.GuessHouses },
    ];

    /// <summary>The row of a family.</summary>
    /// <exception cref="UserException">There is no such family.</exception>
    public static PuzzleGenerator Find(string name) => All.FirstOrDefault(g => g.Name == name)
        ?? throw new UserException($"task puzzle: there is no family \"{name}\"; known are {string.Join(", ", All.Select(g => g.Name))}");
}
