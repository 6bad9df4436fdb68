namespace Ponder.Training.Pipelines;

/// <summary>The command that starts a run or goes on with it, for messages: what the user wrote, quoted for a shell.</summary>
public static class TrainCommand
{
    private const string Plain = "-_./=:,+@%";

    /// <summary><c>./ponder train recipe.yaml --set key=value --runs folder --resume</c>.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="more">Further arguments, at the end.</param>
    public static string Of(RunRequest request, params IEnumerable<string> more)
    {
        ArgumentNullException.ThrowIfNull(request);
        string[] words =
        [
            "./ponder", "train", request.RecipePath,
            .. request.Overrides.SelectMany(assignment => new[] { "--set", assignment }),
            .. request.RunsRoot == RunRequest.UsualRoot ? Array.Empty<string>() : ["--runs", request.RunsRoot],
            .. more,
        ];
        return string.Join(' ', words.Select(Quote));
    }

    /// <summary>A word as a POSIX shell reads it back.</summary>
    private static string Quote(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
