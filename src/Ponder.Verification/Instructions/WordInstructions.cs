namespace Ponder.Verification.Instructions;

/// <summary>IFBench: letters, lengths and places of words.</summary>
internal static class WordInstructions
{
    private const string Vowels = "aeiou";
    private const string Consonants = "bcdfghjklmnpqrstvwxyz";
    private const int LongestPrime = 97;

    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("words:alphabet", (text, _) => FollowsAlphabet(text)),
        new("words:consonants", (text, _) => PythonText.Words(text.ToLowerInvariant()).All(HasCluster)),
        new("words:keywords_specific_position", (text, a) => HasWordAt(text, a.Text("keyword"), a.Number("n"), a.Number("m"))),
        new("words:last_first", (text, _) => IsChained(SentenceSplitter.Split(text))),
        new("words:no_consecutive", (text, _) =>
            PythonText.Words(PythonText.WithoutPunctuation(text.ToLowerInvariant())) is var w && w.Zip(w.Skip(1)).All(pair => pair.First[0] != pair.Second[0])),
        new("words:palindrome", (text, _) => PythonText.Words(PythonText.WithoutPunctuation(text).ToLowerInvariant()).Count(IsPalindrome) >= 10),
        new("words:paragraph_last_first", (text, _) => text.Split('\n').All(SameFirstAndLast)),
        new("words:prime_lengths", (text, _) => PythonText.Words(PythonText.WithoutPunctuation(text)).All(w => IsPrime(PythonText.Length(w)))),
        new("words:repeats", (text, a) => a.Number("small_n") is var most
            && PythonText.Words(PythonText.WithoutPunctuation(text.ToLowerInvariant())).CountBy(w => w).All(w => w.Value <= most)),
        new("words:vowel", (text, _) => PythonText.Strip(text) is var one && !one.Contains('\n', StringComparison.Ordinal)
            && one.ToLowerInvariant().Where(c => Vowels.Contains(c, StringComparison.Ordinal)).Distinct().Count() <= 3),
        new("words:words_position", (text, a) => SecondAndLastButOne(WordTokenizer.Tokens(text), PythonText.Strip(a.Text("keyword")))),
    ];

    private static bool FollowsAlphabet(string text)
    {
        var words = PythonText.Words(PythonText.StripPunctuation(PythonText.WithoutPunctuation(text)));
        if (words.Count == 0 || char.ToLowerInvariant(words[0][0]) is not (>= 'a' and <= 'z' and var letter))
        {
            return false;
        }

        foreach (var word in words.Skip(1))
        {
            letter = letter == 'z' ? 'a' : (char)(letter + 1);
            if (char.ToLowerInvariant(word[0]) != letter)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasCluster(string word) => word.Zip(word.Skip(1)).Any(pair =>
        Consonants.Contains(pair.First, StringComparison.Ordinal) && Consonants.Contains(pair.Second, StringComparison.Ordinal));

    private static bool HasWordAt(string text, string keyword, int sentence, int word)
    {
        var sentences = SentenceSplitter.Split(text);
        if (sentence < 1 || sentence > sentences.Count)
        {
            return false;
        }

        var words = WordTokenizer.Tokens(sentences[sentence - 1]).Where(t => t.EnumerateRunes().Any(PythonText.IsAlphanumeric)).ToArray();
        return word >= 1 && word <= words.Length && PythonText.EqualLower(words[word - 1], PythonText.Strip(keyword));
    }

    private static bool IsChained(IReadOnlyList<string> sentences)
    {
        for (var i = 0; i + 1 < sentences.Count; i++)
        {
            var last = PythonText.Words(PythonText.TrimEndPunctuation(sentences[i]));
            var first = PythonText.Words(PythonText.TrimStartPunctuation(sentences[i + 1]));
            if (last.Count == 0 || first.Count == 0 || !PythonText.EqualLower(last[^1], first[0]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPalindrome(string word) => PythonText.Length(word) >= 5 && word.Reverse().SequenceEqual(word);

    private static bool SameFirstAndLast(string paragraph)
    {
        var words = PythonText.Words(PythonText.StripPunctuation(PythonText.Strip(paragraph).ToLowerInvariant()));
        return words.Count == 0 || words[0] == words[^1];
    }

    private static bool IsPrime(int length) =>
        length is >= 2 and <= LongestPrime && Enumerable.Range(2, length - 2).TakeWhile(d => d * d <= length).All(d => length % d != 0);

    private static bool SecondAndLastButOne(List<string> tokens, string keyword)
    {
        if (tokens.Count < 2)
        {
            return false;
        }

        var fromEnd = PythonText.Punctuation.Contains(tokens[^1], StringComparison.Ordinal) ? 3 : 2;
        return tokens.Count >= fromEnd && Same(tokens[1]) && Same(tokens[^fromEnd]);
        bool Same(string token) => PythonText.EqualLower(token, keyword);
    }
}
