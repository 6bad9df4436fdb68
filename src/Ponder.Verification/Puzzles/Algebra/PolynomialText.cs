using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Algebra;

/// <summary>
/// Reads polynomials: one-letter variables, decimals, <c>+ - * /</c> (by constants), <c>**</c> or <c>^</c>, brackets. A parser
/// of its own, not an evaluator of code.
/// </summary>
internal sealed class PolynomialText
{
    private const int MaxLength = 20_000;
    private const int MaxDepth = 32;

    private readonly string _text;
    private int _at;

    private PolynomialText(string text) => _text = text;

    /// <summary>The polynomial, or null where the text is anything else.</summary>
    public static Polynomial? Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var reader = new PolynomialText(NumberCharacters.Normalise(text));
        return reader.Sum(0) is { } result && reader.AtEnd() ? result : null;
    }

    private bool AtEnd()
    {
        Blanks();
        return _at == _text.Length;
    }

    private Polynomial? Sum(int depth)
    {
        var value = Product(depth);
        while (value is not null && (Take("+") ? '+' : Take("-") ? '-' : '\0') is var op and not '\0')
        {
            var right = Product(depth);
            value = right is null ? null : op == '+' ? value.Add(right) : value.Subtract(right);
        }

        return value is { Count: <= Polynomial.MaxTerms } ? value : null;
    }

    private Polynomial? Product(int depth)
    {
        var value = Power(depth);
        while (value is not null)
        {
            if (!At("**") && Take("*"))
            {
                value = Power(depth) is { } right ? value.Multiply(right) : null;
            }
            else if (Take("/"))
            {
                value = Power(depth)?.AsConstant() is { IsZero: false } by ? value.Multiply(Polynomial.Constant(Rational.FromInt64(1) / by)) : null;
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private Polynomial? Power(int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        if (Take("-"))
        {
            return Power(depth + 1) is { } negated ? Polynomial.Constant(Rational.Zero).Subtract(negated) : null;
        }

        var value = Atom(depth);
        if (value is not null && (Take("**") || Take("^")))
        {
            return Digits() is { Length: > 0 and <= 4 } digits && PuzzleText.Int(digits) is { } exponent ? value.Power(exponent) : null;
        }

        return value;
    }

    private Polynomial? Atom(int depth)
    {
        if (Take("("))
        {
            return Sum(depth + 1) is { } inner && Take(")") ? inner : null;
        }

        Blanks();
        if (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
        {
            var letter = _text[_at++];
            return _at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]) ? null : Polynomial.Variable(letter);
        }

        var start = _at;
        Digits();
        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            Digits();
        }

        return PuzzleText.Number(_text.AsSpan(start, _at - start)) is { } number ? Polynomial.Constant(number) : null;
    }

    private string Digits()
    {
        Blanks();
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool At(string token)
    {
        Blanks();
        return string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
    }

    private bool Take(string token)
    {
        var found = At(token);
        _at += found ? token.Length : 0;
        return found;
    }

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
