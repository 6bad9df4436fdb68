using System.Text;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// The output of a program in the eight-instruction language; it is interpreted here with a limit on steps, beyond which the
/// stored output decides.
/// </summary>
internal static class BrainMachine
{
    private const int MaxSteps = 5_000_000;
    private const int MaxStepsAlone = 200_000_000;
    private const int Cells = 30_000;
    private const int MaxOutput = 10_000;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var program = puzzle.Text("bf_program") ?? puzzle.Question.Split('\n').LastOrDefault(l => l.Length > 2 && l.Trim().All(c => "<>+-.,[]".Contains(c)));
        return Ruling.Text((program is null ? null : Run(program, puzzle.Reference is null ? MaxStepsAlone : MaxSteps)) ?? puzzle.Reference, answer);
    }

    /// <summary>The output; null where brackets do not match, the tape ends or steps run out.</summary>
    internal static string? Run(string program, int maxSteps = MaxSteps)
    {
        if (Jumps(program) is not { } jumps)
        {
            return null;
        }

        var tape = new byte[Cells];
        var output = new StringBuilder();
        var cell = 0;
        var steps = 0;
        for (var at = 0; at < program.Length; at++)
        {
            if (++steps > maxSteps || output.Length > MaxOutput)
            {
                return null;
            }

            switch (program[at])
            {
                case '>' when ++cell == Cells:
                case '<' when --cell < 0:
                    return null;
                case '+':
                    tape[cell]++;
                    break;
                case '-':
                    tape[cell]--;
                    break;
                case '.':
                    output.Append((char)tape[cell]);
                    break;
                case ',':
                    tape[cell] = 0;
                    break;
                case '[' when tape[cell] == 0:
                case ']' when tape[cell] != 0:
                    at = jumps[at];
                    break;
                default:
                    break;
            }
        }

        return output.ToString();
    }

    private static int[]? Jumps(string program)
    {
        var jumps = new int[program.Length];
        var open = new Stack<int>();
        for (var i = 0; i < program.Length; i++)
        {
            if (program[i] == '[')
            {
                open.Push(i);
            }
            else if (program[i] == ']')
            {
                if (!open.TryPop(out var start))
                {
                    return null;
                }

                (jumps[start], jumps[i]) = (i, start);
            }
        }

        return open.Count == 0 ? jumps : null;
    }
}
