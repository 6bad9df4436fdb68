using static Ponder.Verification.Numbers.NumberCharacters;

namespace Ponder.Verification.Numbers;

/// <summary>
/// Reads <c>\frac{3}{4}</c>, <c>\dfrac</c>, <c>\tfrac</c>, <c>\cfrac</c> and <c>\frac34</c> whose parts are decimals. A
/// fraction of anything else, a root and a repeating decimal is one number with a defect, so that its inner digits are
/// not taken for an answer.
/// </summary>
internal static class LatexFraction
{
    private static readonly string[] Fractions = ["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"];

    private static readonly string[] Others = ["\\sqrt", "\\binom", "\\dbinom", "\\tbinom", "\\overline", "\\bar", "\\dot"];

    /// <summary>Reads the command at <paramref name="at"/>; null when it is none of these.</summary>
    public static NumberToken? Read(string s, int at, bool build)
    {
        if (Command(s, at, Fractions) is { } body)
        {
            return Part(s, body, build) is { } numerator && Part(s, numerator.End, build) is { } denominator
                ? NumberGrammar.Divide(numerator with { Start = at }, denominator)
                : new(at, Skip(s, Skip(s, body)), null, "not-a-number");
        }

        return Command(s, at, Others) is { } root ? new(at, Skip(s, root), null, "not-a-number") : null;
    }

    private static int? Command(string s, int at, string[] names)
    {
        foreach (var name in names)
        {
            var end = at + name.Length;
            if (string.CompareOrdinal(s, at, name, 0, name.Length) == 0 && !(end < s.Length && char.IsAsciiLetter(s[end])))
            {
                return end;
            }
        }

        return null;
    }

    // "{ -3 }" or one digit; End is one past the closing brace.
    private static NumberToken? Part(string s, int at, bool build)
    {
        var i = Blanks(s, at);
        if (i < s.Length && IsDigit(s[i]))
        {
            return new(i, i + 1, Rational.FromInt64(s[i] - '0'), null);
        }

        if (i >= s.Length || s[i] != '{')
        {
            return null;
        }

        i = Blanks(s, i + 1);
        var negative = i < s.Length && s[i] == '-';
        i = negative ? Blanks(s, i + 1) : i;
        if (!DecimalReader.Begins(s, i))
        {
            return null;
        }

        var extent = DecimalReader.Read(s, i);
        var close = Blanks(s, extent.End);
        if (extent.Defect is not null || close >= s.Length || s[close] != '}')
        {
            return null;
        }

        var value = build ? DecimalReader.Value(s, extent) : null;
        return new(at, close + 1, negative && value is { } v ? -v : value, build && value is null ? "number-too-long" : null);
    }

    // One argument, in brackets, in braces or none; an unclosed one takes the rest.
    private static int Skip(string s, int at)
    {
        var i = Blanks(s, at);
        if (i < s.Length && s[i] == '[')
        {
            var close = s.IndexOf(']', i);
            i = close < 0 ? s.Length : Blanks(s, close + 1);
        }

        if (i >= s.Length || s[i] != '{')
        {
            return i < s.Length && IsDigit(s[i]) ? i + 1 : System.Math.Min(i, s.Length);
        }

        return Extraction.LatexBraces.Close(s, i) is { } end ? end + 1 : s.Length;
    }

    private static int Blanks(string s, int at)
    {
        while (at < s.Length && s[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
