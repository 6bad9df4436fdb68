using Ponder.Verification.Puzzles.Families;

namespace Ponder.Verification.Puzzles;

/// <summary>The table of puzzle families that have a verifier: <c>puzzle:NAME</c>.</summary>
public static class PuzzleFamilies
{
    /// <summary>All families by name; behind them those that only our own generators make.</summary>
    public static IReadOnlyList<PuzzleFamily> All { get; } =
    [
        new("advanced_geometry", "orthocentre, incircle or angle of a triangle", AdvancedGeometry.Judge),
        new("base_conversion", "a number in another base", BaseConversion.Judge),
        new("basic_arithmetic", "value of a calculation with brackets", BasicArithmetic.Judge),
        new("bf", "output of a program of eight instructions", BrainMachine.Judge),
        new("binary_alternation", "least swaps that make a binary string alternate", BinaryAlternation.Judge),
        new("binary_matrix", "distance of every cell to the nearest 0", BinaryMatrix.Judge),
        new("bitwise_arithmetic", "value of a hexadecimal calculation with shifts", BitwiseArithmetic.Judge),
        new("caesar_cipher", "the clear text", CaesarCipher.Judge),
        new("calendar_arithmetic", "weekdays, counts of days, leap years", CalendarArithmetic.Judge),
        new("chain_sum", "sum of a chain of numbers", ChainSum.Judge),
        new("circuit_logic", "output of a circuit", CircuitLogic.Judge),
        new("complex_arithmetic", "sum, product or quotient of complex numbers", ComplexArithmetic.Judge),
        new("count_primes", "number of primes in a range", CountPrimes.Judge),
        new("countdown", "an expression of all given numbers that reaches the target", CountdownNumbers.Judge),
        new("cryptarithm", "a digit for each letter so that the sum is right", Cryptarithm.Judge),
        new("decimal_arithmetic", "value of a decimal calculation to some digits", DecimalArithmetic.Judge),
        new("family_relationships", "the word for a relation", FamilyRelationships.Judge),
        new("fraction_simplification", "a fraction in lowest terms", FractionSimplification.Judge),
        new("futoshiki", "a Latin square that obeys the signs", Futoshiki.Judge),
        new("game_of_life", "the board after some steps", GameOfLife.Judge),
        new("gcd", "greatest common divisor", GreatestCommonDivisor.Judge),
        new("graph_color", "a colouring without equal neighbours", GraphColor.Judge),
        new("jugs", "pours after which a jug holds the target", Jugs.Judge),
        new("kakurasu", "cells whose weights add up", Kakurasu.Judge),
        new("knights_knaves", "roles that fit all statements", KnightsKnaves.Judge),
        new("lcm", "least common multiple", LeastCommonMultiple.Judge),
        new("leg_counting", "number of legs", LegCounting.Judge),
        new("letter_counting", "how often a letter occurs", LetterCounting.Judge),
        new("maze", "length of the shortest way", Maze.Judge),
        new("mini_sudoku", "a sudoku of 4 by 4", Sudoku.Judge),
        new("n_queens", "queens that do not attack each other", NQueens.Judge),
        new("number_format", "the largest or smallest number", NumberFormat.Judge),
        new("number_sequence", "the next number", NumberSequence.Judge),
        new("number_sorting", "numbers in order", NumberSorting.Judge),
        new("polynomial_equations", "all real solutions", PolynomialEquations.Judge),
        new("polynomial_multiplication", "the product multiplied out", PolynomialMultiplication.Judge),
        new("prime_factorization", "prime factors whose product is the number", PrimeFactorization.Judge),
        new("products", "a product", Products.Judge),
        new("propositional_logic", "a conclusion that follows and says something new", PropositionalLogic.Judge),
        new("puzzle24", "an expression of the given numbers with the value 24", TwentyFour.Judge),
        new("quantum_lock", "a shortest sequence of buttons", QuantumLock.Judge),
        new("rectangle_count", "number of rectangles", RectangleCount.Judge),
        new("rotate_matrix", "a matrix turned", RotateMatrix.Judge),
        new("rubiks_cube", "turns that solve the cube", RubiksCube.Judge),
        new("rush_hour", "moves that bring the red car out", RushHour.Judge),
        new("self_reference", "number of consistent readings", SelfReference.Judge),
        new("shortest_path", "a shortest way through a grid", ShortestPath.Judge),
        new("simple_equations", "solution of a linear equation", SimpleEquations.Judge),
        new("simple_geometry", "the last angle of a polygon", SimpleGeometry.Judge),
        new("simple_integration", "an antiderivative", SimpleIntegration.Judge),
        new("sokoban", "moves that bring all boxes to goals", Sokoban.Judge),
        new("spell_backward", "a word in reverse", SpellBackward.Judge),
        new("spiral_matrix", "elements in spiral order", SpiralMatrix.Judge),
        new("string_manipulation", "a string rewritten to the end", StringManipulation.Judge),
        new("string_synthesis", "blocks combined to the end", StringSynthesis.Judge),
        new("sudoku", "a sudoku of 9 by 9", Sudoku.Judge),
        new("survo", "numbers that make all sums right", Survo.Judge),
        new("syllogism", "whether a conclusion follows", Syllogism.Judge),
        new("time_intervals", "time between two moments", TimeIntervals.Judge),
        new("tower_of_hanoi", "moves that bring all disks to the target peg", TowerOfHanoi.Judge) { MaxLength = 4_000_000 },
        new("word_ladder", "words that differ in one letter each", WordLadder.Judge),
        new("word_sorting", "words in order", WordSorting.Judge),
        new("zebra_puzzles", "who lives in a house", ZebraPuzzles.Judge),

        new("brackets", "the closing brackets that a sequence lacks", Brackets.Judge),
        new("maze_path", "steps along a shortest way through a maze", MazePath.Judge),
        new("satisfiability", "truth values that make a formula true", Satisfiability.Judge),
        new("skyscrapers", "a Latin square of heights seen from the edges", Skyscrapers.Judge),
        new("zebra_table", "a full table of houses in which all clues hold", HouseTable.Judge),
    ];

    /// <summary>The row of a name, or null.</summary>
    public static PuzzleFamily? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
