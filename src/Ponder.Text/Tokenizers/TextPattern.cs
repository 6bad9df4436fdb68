using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ponder.Text.Tokenizers;

/// <summary>
/// A pattern of <c>tokenizer.json</c>: a literal string or a regular expression over code points.
/// </summary>
/// <remarks>
/// .NET matches UTF-16 units, so that <c>\p{L}</c> misses letters beyond U+FFFF. Text with such characters is matched on a
/// projection in which each of them is one unit of the same general category.
/// </remarks>
internal sealed class TextPattern
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new();

    /// <summary>For every <see cref="UnicodeCategory"/>, in its order, a unit of that category outside ASCII.</summary>
    private static readonly char[] Representatives =
    [
        '\u0100', '\u0101', '\u01C5', '\u02B0', '\u01BB', '\u0300', '\u0903', '\u0488', '\u0660', '\u16EE', '\u00B2',
        '\u3000', '\u2028', '\u2029', '\u0080', '\u00AD', '\uD800', '\uE000', '\u203F', '\u2010', '\u2045', '\u2046',
        '\u00AB', '\u00BB', '\u00A1', '\u00AC', '\u00A2', '\u00A8', '\u00A6', '\u0378',
    ];

    private readonly string? _literal;
    private readonly Regex? _regex;

    private TextPattern(string? literal, Regex? regex)
    {
        _literal = literal;
        _regex = regex;
    }

    public static TextPattern Literal(string text) => new(text, null);

    /// <summary>Compiles an expression; a fault in it is an <see cref="ArgumentException"/>.</summary>
    public static TextPattern FromRegex(string expression)
    {
        if (expression.Contains("&&", StringComparison.Ordinal) || expression.Contains("[[:", StringComparison.Ordinal))
        {
            throw new ArgumentException("intersections and POSIX brackets in character classes are not supported");
        }

        if (expression.Any(char.IsSurrogate))
        {
            throw new ArgumentException("characters beyond U+FFFF in an expression are not supported");
        }

        return new TextPattern(null, Compiled.GetOrAdd(
            expression,
            static e => new Regex(WithUnicodeCaseFolding(e), RegexOptions.Compiled | RegexOptions.CultureInvariant)));
    }

    /// <summary>Appends the matches in <paramref name="text"/> that are not empty.</summary>
    public void FindMatches(ReadOnlySpan<char> text, List<(int Start, int Length)> matches)
    {
        if (_literal is not null)
        {
            FindLiteral(text, matches);
        }
        else if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            foreach (var match in _regex!.EnumerateMatches(text))
            {
                if (match.Length > 0)
                {
                    matches.Add((match.Index, match.Length));
                }
            }
        }
        else
        {
            FindProjected(text, matches);
        }
    }

    private void FindLiteral(ReadOnlySpan<char> text, List<(int Start, int Length)> matches)
    {
        for (var from = 0; _literal!.Length > 0;)
        {
            var at = text[from..].IndexOf(_literal, StringComparison.Ordinal);
            if (at < 0)
            {
                return;
            }

            matches.Add((from + at, _literal.Length));
            from += at + _literal.Length;
        }
    }

    private void FindProjected(ReadOnlySpan<char> text, List<(int Start, int Length)> matches)
    {
        var units = ArrayPool<char>.Shared.Rent(text.Length);
        var places = ArrayPool<int>.Shared.Rent(text.Length + 1);
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            places[count] = i;
            if (Rune.DecodeFromUtf16(text[i..], out var rune, out var length) == OperationStatus.Done && length == 2)
            {
                units[count++] = Representatives[(int)Rune.GetUnicodeCategory(rune)];
                i += 2;
            }
            else
            {
                units[count++] = text[i++];
            }
        }

        places[count] = text.Length;
        foreach (var match in _regex!.EnumerateMatches(units.AsSpan(0, count)))
        {
            if (match.Length > 0)
            {
                var start = places[match.Index];
                matches.Add((start, places[match.Index + match.Length] - start));
            }
        }

        ArrayPool<char>.Shared.Return(units);
        ArrayPool<int>.Shared.Return(places);
    }

    /// <summary>Unicode folds U+017F (long s) to s; .NET's table of case equivalences does not hold the pair.</summary>
    private static string WithUnicodeCaseFolding(string expression)
    {
        return expression.Replace("(?i:'s|'t|'re|'ve|'m|'ll|'d)", "(?i:'[s\u017F]|'t|'re|'ve|'m|'ll|'d)", StringComparison.Ordinal);
    }
}
