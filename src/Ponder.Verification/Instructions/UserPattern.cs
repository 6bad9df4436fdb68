using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>Keywords of data sets are regular expressions. Plain words are counted; anything else runs under a clock, the second belt.</summary>
internal static class UserPattern
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <summary>Number of matches that do not overlap, capitals and small letters alike.</summary>
    public static int Count(string pattern, string text, InstructionArguments arguments, string argument)
    {
        if (Regex.Escape(pattern) == pattern)
        {
            return pattern.Length == 0 ? text.Length + 1 : PythonText.Count(text, pattern, StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_limit).Count(text);
        }
        catch (ArgumentException)
        {
            arguments.Wrong(argument, "a regular expression");
        }
        catch (RegexMatchTimeoutException)
        {
            arguments.Wrong(argument, "a regular expression that ends within a second");
        }

        return 0;
    }

    /// <summary>Whether it occurs.</summary>
    public static bool Occurs(string pattern, string text, InstructionArguments arguments, string argument) =>
        Count(pattern, text, arguments, argument) > 0;
}
