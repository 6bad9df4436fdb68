using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>Finds the numbers of a normalised text in one pass from left to right.</summary>
internal static class NumberScanner
{
    /// <summary>The last two numbers and how many there are; fields are null where there are fewer.</summary>
    public readonly record struct Tail(NumberToken? Previous, NumberToken? Last, int Count);

    /// <summary>
    /// The last two numbers with their values. Time is linear in the text: while walking only extents are read, and
    /// every character is looked at a bounded number of times.
    /// </summary>
    public static Tail ReadTail(string s)
    {
        var (previous, last, count) = (-1, -1, 0);
        var i = 0;
        while (i < s.Length)
        {
            if (IsNameLetter(s[i]))
            {
                i = SkipName(s, i);
            }
            else if (!NumberGrammar.Begins(s, i))
            {
                i++;
            }
            else if (NumberGrammar.Read(s, i, build: false) is not { } token)
            {
                i = SkipCommand(s, i);
            }
            else
            {
                if (!NumberContext.IsPartOfName(s, i))
                {
                    (previous, last) = (last, i);
                    count++;
                }

                i = token.End;
            }
        }

        return new(Build(s, previous), Build(s, last), count);
    }

    private static NumberToken? Build(string s, int at) => at < 0 ? null : NumberGrammar.Read(s, at, build: true);

    private static int SkipName(string s, int at)
    {
        while (at < s.Length && (IsNameLetter(s[at]) || IsDigit(s[at]) || s[at] == '_'))
        {
            at++;
        }

        return at;
    }

    private static int SkipCommand(string s, int at)
    {
        var i = at + 1;
        while (i < s.Length && char.IsAsciiLetter(s[i]))
        {
            i++;
        }

        return i == at + 1 ? at + 2 : i;
    }
}
