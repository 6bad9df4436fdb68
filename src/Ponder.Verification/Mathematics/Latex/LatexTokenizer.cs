using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>
/// Cuts an answer, LaTeX or plain, into tokens. Commands that only change the look are dropped, words in <c>\text{…}</c> become
/// <see cref="TokenKind.Text"/>, Unicode signs become the LaTeX commands of the same meaning.
/// </summary>
internal sealed partial class LatexTokenizer
{
    private const int MaxTokens = 30_000;
    private const int MaxDepth = 12;

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr", "bigm",
        "displaystyle", "textstyle", "scriptstyle", "quad", "qquad", "limits", "nolimits", "hspace", "enspace", "thinspace", "medspace",
        "boldmath", "rm", "bf", "it", "normalsize", "large", "Large", "small", "tiny", "hline", "nonumber", "allowbreak", "space", "mathstrut",
        "strut", "negthinspace", "smallskip", "noindent", "centering", "mathopen", "mathclose", "mathinner", "mathrel", "mathbin", "mathord",
    };

    private static readonly HashSet<string> TextCommands = new(StringComparer.Ordinal)
    {
        "text", "mbox", "textbf", "textit", "textrm", "textsf", "texttt", "textup", "textnormal", "hbox", "emph", "underline", "operatorname",
        "mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "mathbf", "boldsymbol", "bm", "pmb", "bold", "textsc", "mathring", "unit", "si",
    };

    private static readonly HashSet<string> BoldCommands = new(StringComparer.Ordinal) { "mathbf", "boldsymbol", "bm", "pmb", "bold" };

    private readonly string _text;
    private readonly Budget _fuel;
    private readonly bool _groups;
    private readonly bool _decimalComma;
    private readonly List<Token> _tokens;
    private readonly int _depth;
    private int _at;
    private int _brackets;
    private bool _space;
    private bool _failed;

    private LatexTokenizer(string text, Budget fuel, bool groups, bool decimalComma, List<Token> tokens, int depth)
    {
        (_text, _fuel, _groups, _decimalComma, _tokens, _depth) = (text, fuel, groups, decimalComma, tokens, depth);
        _failed = depth > MaxDepth;
    }

    /// <summary>The tokens, ended by <see cref="TokenKind.End"/>; null when a numeral is too long to be a number.</summary>
    public static List<Token>? Read(string text, Budget fuel, bool groups = true, bool decimalComma = false)
    {
        var tokens = new List<Token>(Math.Min(text.Length, 64));
        var tokenizer = new LatexTokenizer(text, fuel, groups, decimalComma, tokens, 0);
        tokenizer.Run();
        tokens.Add(new Token(TokenKind.End, ""));
        return tokenizer._failed ? null : tokens;
    }

    private void Run()
    {
        while (_at < _text.Length && !_failed)
        {
            _fuel.Spend();
            if (_tokens.Count > MaxTokens)
            {
                throw new BudgetExhaustedException();
            }

            Step(_text[_at]);
        }
    }

    private void Add(TokenKind kind, string text)
    {
        _tokens.Add(new Token(kind, text, _space));
        _space = false;
    }

    private void Step(char c)
    {
        if (NumeralReader.Starts(_text, _at))
        {
            var token = NumeralReader.Read(_text, ref _at, _groups && _brackets == 0, _decimalComma);
            if (token is not { } number)
            {
                _failed = true;
                return;
            }

            _tokens.Add(number with { SpaceBefore = _space });
            _space = false;
        }
        else if (char.IsAsciiLetter(c))
        {
            var start = _at;
            while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            {
                _at++;
            }

            Add(TokenKind.Word, CommonTexts.Of(_text.AsSpan(start, _at - start)));
        }
        else if (c == '\\')
        {
            Command();
        }
        else if (char.IsWhiteSpace(c) || c is '~' or '\0' || char.IsControl(c))
        {
            _space = true;
            _at++;
        }
        else
        {
            Sign(c);
        }
    }

    private void Sign(char c)
    {
        if (c < 128)
        {
            _brackets += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            _at++;
            Add(TokenKind.Sign, CommonTexts.Of(c));
            return;
        }

        if (UnicodeSigns.Superscript(c) >= 0 || (c is '⁻' && _at + 1 < _text.Length && UnicodeSigns.Superscript(_text[_at + 1]) >= 0))
        {
            Script("^", UnicodeSigns.Superscript);
        }
        else if (UnicodeSigns.Subscript(c) >= 0)
        {
            Script("_", UnicodeSigns.Subscript);
        }
        else if (UnicodeSigns.Fraction(c) is { } parts)
        {
            _at++;
            var half = new Rational(parts.Top, parts.Bottom);
            _tokens.Add(new Token(TokenKind.Number, $"{parts.Top}/{parts.Bottom}", _space) { Value = half });
            _space = false;
        }
        else if (UnicodeSigns.Command(c) is { } command)
        {
            _at++;
            Add(TokenKind.Command, command);
        }
        else if (UnicodeSigns.Sign(c) is var sign && sign != c)
        {
            _at++;
            _brackets += sign is '(' or '[' ? 1 : sign is ')' or ']' ? -1 : 0;
            Add(TokenKind.Sign, CommonTexts.Of(sign));
        }
        else if (char.IsLetter(c))
        {
            var start = _at;
            while (_at < _text.Length && _text[_at] >= 128 && char.IsLetter(_text[_at]) && UnicodeSigns.Command(_text[_at]) is null)
            {
                _at++;
            }

            Add(TokenKind.Word, CommonTexts.Of(_text.AsSpan(start, _at - start)));
        }
        else
        {
            _at++;
            Add(TokenKind.Sign, CommonTexts.Of(c));
        }
    }

    private void Script(string sign, Func<char, int> digit)
    {
        var negative = _text[_at] == '⁻';
        _at += negative ? 1 : 0;
        Rational value = 0;
        while (_at < _text.Length && digit(_text[_at]) is >= 0 and var d)
        {
            value = (value * 10) + d;
            _at++;
        }

        Add(TokenKind.Sign, sign);
        Add(TokenKind.Sign, "{");
        if (negative)
        {
            Add(TokenKind.Sign, "-");
        }

        _tokens.Add(new Token(TokenKind.Number, value.ToString()) { Value = value });
        Add(TokenKind.Sign, "}");
    }
}
