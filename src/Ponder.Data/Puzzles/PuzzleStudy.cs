using Ponder.Data.Generation;
using Ponder.Verification;

namespace Ponder.Data.Puzzles;

/// <summary>What a family's generator and verifier did with own solutions, spoiled ones and guesses.</summary>
/// <param name="Family">The family.</param>
/// <param name="Items">Items generated, over all levels.</param>
/// <param name="Accepted">Own solutions that the verifier accepts.</param>
/// <param name="Spoiled">Solutions that were spoiled.</param>
/// <param name="Rejected">Spoiled solutions that it rejects.</param>
/// <param name="Guesses">Blind guesses.</param>
/// <param name="Lucky">Guesses that it accepts.</param>
/// <param name="Different">Different questions among the items.</param>
/// <param name="ItemsPerSecond">Generation on one core.</param>
/// <param name="VerdictsPerSecond">Verification on one core.</param>
public sealed record PuzzleStudy(
    string Family, int Items, int Accepted, int Spoiled, int Rejected, int Guesses, int Lucky, int Different, double ItemsPerSecond, double VerdictsPerSecond)
{
    /// <summary>
    /// Studies one family: items of all levels in turn, own solutions, spoiled solutions and guesses. A guess is an answer in the
    /// right form by chance where the family has such a form, else the answer to another item of the level.
    /// </summary>
    /// <param name="family">A row of <see cref="PuzzleGenerators"/>.</param>
    /// <param name="items">Items to generate.</param>
    /// <param name="spoiled">Solutions to spoil, and guesses to make.</param>
    /// <param name="time">Clock of the rates; that of the process's own work where others share the machine.</param>
    public static PuzzleStudy Of(PuzzleGenerator family, int items, int spoiled, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(time);
        var source = new PuzzleSource(family, 0);
        var verifier = Verifiers.Create($"puzzle:{family.Name}");
        var start = time.GetTimestamp();
        var made = Enumerable.Range(0, items).Select(i => source.At(Split.Train, Level(i), i)).ToArray();
        var generation = time.GetElapsedTime(start);

        bool Accepts(Puzzle puzzle, string answer) => verifier.Verify(new VerificationRequest(puzzle.Question, "", answer)).Outcome == Outcome.Correct;

        start = time.GetTimestamp();
        var accepted = made.Count(p => Accepts(p, p.Answer));
        var (rejected, lucky) = (0, 0);
        for (var i = 0; i < spoiled; i++)
        {
            var puzzle = made[i % items];
            var draw = new PuzzleDraw(new PhiloxStream(0x5110, (ulong)i, 0), Level(i % items), _ => true);
            rejected += Accepts(puzzle, family.Spoil(draw, puzzle)) ? 0 : 1;
            var other = made[((i % items) + (PuzzleGenerator.MaxLevel * (1 + draw.Below(Math.Max(1, (items / PuzzleGenerator.MaxLevel) - 1))))) % items];
            lucky += Accepts(puzzle, family.Guess?.Invoke(draw, puzzle) ?? other.Answer) ? 1 : 0;
        }

        var verification = time.GetElapsedTime(start);
        return new PuzzleStudy(
            family.Name, items, accepted, spoiled, rejected, spoiled, lucky, made.Select(p => p.Question).Distinct().Count(),
            items / Math.Max(generation.TotalSeconds, 1e-9), (items + (2 * spoiled)) / Math.Max(verification.TotalSeconds, 1e-9));
    }

    private static int Level(int item) => 1 + (item % PuzzleGenerator.MaxLevel);
}
