using Ponder.Verification.Puzzles.Families;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Families about texts: ciphers, spelling, sorting, rewriting, synthesis, brackets, a tiny machine.</summary>
internal static class TextPuzzles
{
    private static readonly string[] Rules =
    [
        "If the string prefix is 'ab', replace it with 'ca'.", "If the string suffix is 'ac', replace it with 'cb'.",
        "If the string prefix is 'bc', delete the first two characters and append 'aa' to the end.", "If the string suffix is 'bb', delete the last two characters.",
        "If the string prefix is 'cb', replace it with 'aa' and delete the last character.", "If the string prefix is 'aa', remove the first character.",
        "If the string contains 'abc', replace the first occurrence with 'cab'.", "If the string contains 'bca', delete the first occurrence entirely.",
        "If the string ends with 'ba', replace it with 'ab'.", "If the string starts with 'cc', remove the first two characters.",
        "If the string contains 'acb', replace the first occurrence with its reverse ('bca').", "If the string ends with 'ca', remove the last character.",
        "If the string starts with 'bb', remove the second character.", "If the string ends with 'aa', replace it with 'cc'.",
        "If the string length is greater than 15, remove the middle character.", "If the string suffix is 'cc', replace it with 'b' and prepend 'a' to the start.",
    ];

    public static Puzzle? Caesar(PuzzleDraw draw)
    {
        var clear = string.Join(' ', draw.Some(Words.Common, 8 + (2 * draw.Level))).ToUpperInvariant();
        var by = draw.Between(1, 25);
        return draw.Admits(clear)
            ? new(
                $"Decrypt this Caesar cipher text: {string.Concat(clear.Select(c => c == ' ' ? ' ' : (char)('A' + ((c - 'A' + by) % 26))))}. Provide only the decrypted text as your final answer.",
                clear)
            : null;
    }

    public static Puzzle? Backward(PuzzleDraw draw)
    {
        var text = string.Concat(draw.Some(Words.Common, 1 + ((draw.Level + 1) / 2)));
        return text.Length > 4 && draw.Admits(text) ? new($"Spell this word backward (example: sun -> nus): {text}", string.Concat(text.Reverse())) : null;
    }

    public static Puzzle? SortWords(PuzzleDraw draw)
    {
        var words = draw.Some(Words.Common, 4 + draw.Level).Select(w => draw.Percent(20) ? char.ToUpperInvariant(w[0]) + w[1..] : w).ToArray();
        var down = draw.Percent(50);
        var sorted = words.Order(StringComparer.Ordinal);
        return draw.Admits(string.Join(',', sorted))
            ? new(
                "Your task is to sort words in ascending or descending order using ASCII/Unicode ordering.\n\nYour output should be a comma-separated list of words, e.g. word_1, word_2, word_3\n\n"
                + $"Now, sort these words in {(down ? "descending" : "ascending")} order (using ASCII/Unicode ordering) and return them as a comma-separated list: {string.Join(", ", words)}\n",
                string.Join(", ", down ? sorted.Reverse() : sorted))
            : null;
    }

    public static Puzzle? Rewriting(PuzzleDraw draw)
    {
        var text = string.Concat(Enumerable.Range(0, 8 + (2 * draw.Level)).Select(_ => draw.Pick("abc".ToCharArray())));
        var rules = draw.Some(Rules, 3 + (draw.Level / 2));
        if (!draw.Admits($"{text}|{string.Join('|', rules)}") || StringManipulation.Run(text, [.. rules.Select(r => StringManipulation.Rule(r)!)]) is not { Length: > 3 } end || end == text)
        {
            return null;
        }

        return new(
            "Your job is to repeatedly transform a string according to a set of rules until no further transformations can be performed, or a state is repeated.\n\n"
            + $"Evaluate the following rules in order, and apply the first applicable rule to the string:\n{string.Join('\n', rules.Select((r, i) => $"{i + 1}. {r}"))}\n\n"
            + "Once you have applied a rule, repeat the process with the new string until no further transformations can be performed (i.e. the string doesn't change), or a state is repeated.\n"
            + "If a state is repeated, the process is terminated, and the state before the repeated state is the final answer.\n\n"
            + $"Your output should be the final transformed string after applying all the rules.\n\nTransform the following string according to the above list of rules:\n{text}\n", end);
    }

    public static Puzzle? Brackets(PuzzleDraw draw)
    {
        var open = new Stack<char>();
        var text = "";
        for (var i = 0; i < 10 + (4 * draw.Level); i++)
        {
            if (open.Count > 2 && draw.Percent(45))
            {
                text += open.Pop();
            }
            else
            {
                var kind = draw.Below(4);
                text += "([{<"[kind];
                open.Push(")]}>"[kind]);
            }
        }

        return open.Count < 5 || !draw.Admits(text) ? null
            : new(
                "Complete the sequence of brackets so that every bracket is closed by one of its own kind in the right order. "
                + $"Use as few characters as possible, and give only the characters that are missing at the end.\nSequence: {text}\n", string.Concat(open));
    }

    public static string SpoilBrackets(PuzzleDraw draw, Puzzle puzzle)
    {
        var at = draw.Below(puzzle.Answer.Length);
        var others = ")]}>".Replace(puzzle.Answer[at].ToString(), "", StringComparison.Ordinal);
        return puzzle.Answer[..at] + others[draw.Below(3)] + puzzle.Answer[(at + 1)..];
    }

    public static Puzzle? Machine(PuzzleDraw draw)
    {
        // Each letter is set by a loop "n times m, then a rest"; higher levels nest a second loop by copying.
        var word = draw.Pick(Words.Common);
        word = draw.Level > 3 ? word + draw.Pick(Words.Common) : word;
        var program = "";
        var cell = 0;
        foreach (var letter in word)
        {
            var factor = draw.Between(5, 11);
            var (times, rest) = ((letter - cell) / factor, 0);
            rest = letter - cell - (times * factor);
            var sign = times < 0 ? '-' : '+';
            program += times == 0 ? "" : $">{new string('+', factor)}[<{new string(sign, Math.Abs(times))}>-]<";
            program += new string(rest < 0 ? '-' : '+', Math.Abs(rest)) + ".";
            cell = letter;
        }

        return draw.Admits(word)
            ? new($"This is a BF (Brainf*ck) computer program. What is the output?\n\n{program}\n\nRespond only with the exact output of the program.", word)
            : null;
    }

    public static Puzzle? Synthesis(PuzzleDraw draw)
    {
        int[] counts = [draw.Between(2, 4 + (3 * draw.Level)), draw.Between(2, 4 + (3 * draw.Level)), draw.Between(2, 4 + (3 * draw.Level))];
        var end = StringSynthesis.Run(counts);
        return end.Count(c => c > 0) < 2 || !draw.Admits(string.Join(',', counts)) ? null
            : new(
                "There are nine different blocks [A] [B] [C] {A} {B} {C} (A) (B) (C)\n1. One [A], one [B], and one [C] can be combined to form one {A}.\n2. One [A] and one [B] can be combined to form one {C}.\n"
                + "3. One [B] and one [C] can be combined to form one {B}.\n4. Two [C] can be combined to form one {C}.\n5. One {A} and one {C} can be combined to form one (A) and one (B).\n"
                + "6. Two {B} can be combined to form one (C).\n\nGiven a certain number of initial blocks, your job is to cycle through the rules 1-6 above, synthesizing new blocks until no more rules can be applied, "
                + "always applying the first rule that applies.\n\nThe output should be the count of each block type after the rules have been applied, in the order they are listed above.\n"
                + "For example 1 0 3 0 2 0 0 0 1 means that you have 1 [A] 0 [B] 3 [C] 0 {A} 2 {B} 0 {C} 0 (A) 0 (B) 1 (C).\n\n"
                + $"Now, you have {counts[0]} [A], {counts[1]} [B], and {counts[2]} [C] blocks. Provide the count of each block type after applying the above rules.\n", string.Join(' ', end));
    }
}
