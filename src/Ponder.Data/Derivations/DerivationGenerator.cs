using Ponder.Data.Generation;
using Ponder.Verification.Proofs;

namespace Ponder.Data.Derivations;

/// <summary>
/// Makes derivations with known grades, the ground truth for training judges of proofs: valid ones (1), ones with a fault that leaves
/// the conclusion standing (0.5), and ones whose conclusion does not follow (0).
/// </summary>
/// <remarks>Every sample is checked by <see cref="Verification.Proofs.Derivations"/> before it is given out. The same name, seed, index and difficulty give the same sample.</remarks>
/// <param name="name">What the samples are for, for example a split; different names give unrelated samples.</param>
/// <param name="seed">The seed.</param>
public sealed class DerivationGenerator(string name, ulong seed)
{
    /// <summary>The highest difficulty; 1 is the lowest.</summary>
    public const int MaxDifficulty = 5;

    private const int Attempts = 64;
    private static readonly double[] s_grades = [1, 0.5, 0];
    private readonly KeyedHash _key = new($"derivations/{name}", seed);

    /// <summary>A sample of a type and grade that the index draws.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="difficulty">1 to <see cref="MaxDifficulty"/>.</param>
    public DerivationSample Make(long index, int difficulty)
    {
        var draws = DrawsOf(index, difficulty);
        return Make(draws, draws.Of(Verification.Proofs.Derivations.Types), difficulty, draws.Of(s_grades));
    }

    /// <summary>A sample of a given type and grade.</summary>
    /// <param name="type">A name of <see cref="Verification.Proofs.Derivations.Types"/>.</param>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="difficulty">1 to <see cref="MaxDifficulty"/>.</param>
    /// <param name="score">1, 0.5 or 0.</param>
    public DerivationSample Make(string type, long index, int difficulty, double score)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Make(DrawsOf(index, difficulty), type, difficulty, score);
    }

    private Draws DrawsOf(long index, int difficulty) => new(_key, (index * (MaxDifficulty + 1)) + difficulty);

    private static DerivationSample Make(Draws draws, string type, int difficulty, double score)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(difficulty, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(difficulty, MaxDifficulty);
        return type switch
        {
            "natural_deduction" => Deduction(draws, difficulty, score),
            "equational_chain" => Algebra(draws, type, () => AlgebraSchemes.Chain(draws, difficulty), score),
            "equation_solving_integers" => Algebra(draws, type, () => AlgebraSchemes.Solution(draws, difficulty), score),
            _ => throw new ArgumentException($"there is no type of derivation \"{type}\"; known are {string.Join(", ", Verification.Proofs.Derivations.Types)}", nameof(type)),
        };
    }

    private static DerivationSample Deduction(Draws draws, int difficulty, double score)
    {
        const string type = "natural_deduction";
        var steps = DeductionSchemes.Make(draws, difficulty);
        if (score == 1)
        {
            return Graded(type, Number(steps), score) ?? throw Broken(type);
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Graded(type, Number(DeductionMutations.Apply(steps, draws)), score) is { } sample)
            {
                return sample;
            }
        }

        var last = score == 0
            ? DeductionMutations.WrongConclusion(steps)
            : [.. steps.Take(steps.Count - 1), steps[^1] with { Rule = "R", References = "1" }];
        return Graded(type, Number(last), score) ?? throw Broken(type);
    }

    private static DerivationSample Algebra(Draws draws, string type, Func<List<string>> make, double score)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var lines = make();
            if (score < 1)
            {
                var at = score == 0 ? lines.Count - 1 : 1 + draws.Below(lines.Count - 2);
                lines[at] = AlgebraSchemes.ChangeNumber(lines[at], draws);
            }

            if (Graded(type, [.. lines.Select((line, i) => $"{i + 1}. {line}")], score) is { } sample)
            {
                return sample;
            }
        }

        throw Broken(type);
    }

    private static string[] Number(IReadOnlyList<DeductionStep> steps) => [.. steps.Select((step, i) => step.Write(i + 1))];

    private static DerivationSample? Graded(string type, IReadOnlyList<string> lines, double wanted) =>
        Verification.Proofs.Derivations.Grade(type, lines) == wanted && Verification.Proofs.Derivations.Check(type, lines) is { } report
            ? new DerivationSample(type, lines, wanted, report.FirstBadLine, report.Reason)
            : null;

    private static InvalidOperationException Broken(string type) => new($"the generator of derivations made no sample of the type {type} with the wanted grade");
}
