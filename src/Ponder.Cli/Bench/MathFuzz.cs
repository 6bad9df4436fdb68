using System.Diagnostics;
using System.Text;
using Ponder.Verification;
using Ponder.Verification.Mathematics;

namespace Ponder.Cli.Bench;

/// <summary>100,000 mutated and hostile texts, the same in every run: none may throw, each must end within its budget.</summary>
internal static class MathFuzz
{
    private const int Cases = 100_000;
    private const int MonsterEvery = 250;

    private static readonly string[] s_pieces =
    [
        "\\boxed{", "}", "{", "\\frac", "\\sqrt", "(", ")", "[", "]", "^", "_", "!", "|", "\\begin{pmatrix}", "\\end{pmatrix}", "\\\\", "&", ",", "=", "<", "\\le", "\\text{", "\\pm", "\\cup", "%", "$",
        "\\{", "\\}", ":", "\\log_", "e", "i", "\\pi", " and ", "\\sum_{k=1}^", "10^", "\\binom", "\0", "\u202E", "\u200F", "\uD800", "\uDC00", "９", "−", "√", "**", "####", "</think>", "答案是", "^{10^{10^{10}}}",
    ];

    /// <summary>What was found.</summary>
    /// <param name="seeds">Texts to mutate.</param>
    /// <param name="cancellation">Checked between texts.</param>
    public static IEnumerable<BenchRow> Run(IReadOnlyList<string> seeds, CancellationToken cancellation)
    {
        var (verifier, limit) = (new MathVerifier(), new MathOptions().Steps);
        string[] monsters = [.. Monsters()];
        var (state, exceptions, beyond, steps, slowest) = (0x9E3779B97F4A7C15UL, 0, 0, 0L, 0.0);
        for (var n = 0; n < Cases; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = n % MonsterEvery == 0 ? monsters[n / MonsterEvery % monsters.Length] : Mutated(seeds, ref state);
            var gold = seeds[(int)(Next(ref state) % (ulong)seeds.Count)];
            var start = Stopwatch.GetTimestamp();
            try
            {
                var verdict = n % 3 == 0 ? verifier.Verify(new VerificationRequest("", text, gold)) : verifier.Verify(new VerificationRequest("", gold, text));
                steps = Math.Max(steps, verdict.Cost);

                // The request that is refused may be the last that is counted.
                beyond += verdict.Cost > limit && verdict.Outcome != Outcome.Undecided ? 1 : 0;
            }
            catch (Exception error)
            {
                exceptions++;
                Console.Error.WriteLine($"bench verify: text {n} ended with {error.GetType().Name}: {error.Message}");
            }

            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        yield return VerifyBench.Count("verify/math/fuzz/texts", "texts", Cases);
        yield return VerifyBench.Count("verify/math/fuzz/exceptions", "texts", exceptions);
        yield return VerifyBench.Count("verify/math/fuzz/beyond_budget", "texts", beyond);
        yield return VerifyBench.Count("verify/math/fuzz/steps", $"at most, of {limit}", steps);
        yield return VerifyBench.Count("verify/math/fuzz/slowest", "ms", slowest);
    }

    private static IEnumerable<string> Monsters()
    {
        const int digits = 1_000_000, depth = 10_000;
        yield return "\\boxed{" + new string('7', digits) + "}";
        yield return "The answer is " + new string('7', digits) + "." + new string('3', digits);
        foreach (var piece in new[] { "(", "{", "\\frac{1}{", "\\sqrt{", "2^{", "\\boxed{", "\\left(", "|", "-", "!", "\\text{", "\\begin{pmatrix}", "\\overline{", "x_{" })
        {
            var deep = string.Concat(Enumerable.Repeat(piece, depth));
            yield return "\\boxed{" + deep + "}";
            yield return deep + "1" + new string('}', depth);
        }

        yield return "\\boxed{10^{10^{10}}}";
        yield return "\\boxed{9^{9^{9^{9^{9}}}}}";
        yield return "\\boxed{((((50!)!)!)!)!}";
        yield return "\\boxed{\\sum_{k=1}^{10^9}\\frac{1}{k^2}}";
        yield return "\\boxed{(a+b+c+d+e+f+g)^{99}}";
        yield return "\\boxed{" + new string('\uD800', depth) + "}";
        yield return "\\boxed{1" + new string('\0', depth) + "2}";
        yield return "\\boxed{\u202E21\u202C" + new string('\u200F', depth) + "}";
        yield return string.Concat(Enumerable.Repeat("answer is $1$ and ", depth));
        yield return string.Concat(Enumerable.Repeat("\\boxed{1} and ", depth));
    }

    // One to eight changes: a character goes, comes, changes place; a piece comes in; another text follows.
    private static string Mutated(IReadOnlyList<string> seeds, ref ulong state)
    {
        var text = new StringBuilder(seeds[(int)(Next(ref state) % (ulong)seeds.Count)]);
        for (var changes = 1 + (Next(ref state) % 8); changes > 0; changes--)
        {
            var at = text.Length == 0 ? 0 : (int)(Next(ref state) % (ulong)text.Length);
            switch (Next(ref state) % 5)
            {
                case 0 when text.Length > 0:
                    text.Remove(at, 1);
                    break;
                case 1:
                    text.Insert(at, (char)(Next(ref state) % 128));
                    break;
                case 2 when text.Length > 0:
                    text[at] = text[(int)(Next(ref state) % (ulong)text.Length)];
                    break;
                case 3 when text.Length < 4_000:
                    text.Append(seeds[(int)(Next(ref state) % (ulong)seeds.Count)]);
                    break;
                default:
                    text.Insert(at, s_pieces[(int)(Next(ref state) % (ulong)s_pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
