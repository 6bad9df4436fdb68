using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ponder.Data;
using Ponder.Data.Derivations;
using Ponder.Data.Puzzles;
using Ponder.Text;

namespace Ponder.Cli.Data;

/// <summary><c>ponder data</c>: makes items of tasks, and studies the families of puzzles.</summary>
public static class DataVerb
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "data", "Make items of tasks as JSON Lines; study the families of puzzles.",
            ("data generate sudoku --count 100 --seed 1 --difficulty 4", "sudokus with one solution each"),
            ("data generate puzzle --count 1000 --output puzzles.jsonl", "all families in turn"),
            ("data generate derivations --count 100 --difficulty 3", "proofs: valid, with a gap, with a fatal fault; the first bad line"),
            ("data generate gcd --count 50 | ponder verify puzzle:gcd", "own solutions, judged"),
            ("data study sudoku maze_path", "own solutions, spoiled ones and guesses against the verifier"));
        verb.Subcommands.Add(Generate());
        verb.Subcommands.Add(Study());
        return verb;
    }

    private static Verb Generate()
    {
        var verb = new Verb("generate", "Write items of a task, one JSON object per line.", ("data generate maze_path --count 10", "ten mazes"));
        var task = new Argument<string>("TASK") { Description = "A family of puzzles, puzzle for all of them in turn, derivations, or another task that makes its own items" };
        var count = new Option<int>("--count", "-n") { Description = "Number of items", DefaultValueFactory = _ => 10 };
        var seed = new Option<ulong>("--seed") { Description = "Another seed gives other items", DefaultValueFactory = _ => 0UL };
        var difficulty = new Option<int?>("--difficulty") { Description = $"Level of puzzles, 1 to {PuzzleGenerator.MaxLevel}, or of derivations, 1 to {DerivationGenerator.MaxDifficulty}; default 1" };
        var split = new Option<string>("--split") { Description = "Which of the disjoint parts", DefaultValueFactory = _ => "train" };
        split.AcceptOnlyFromAmong("train", "validation", "test");
        var output = new Option<string?>("--output", "-o") { Description = "Where the items go; default: standard output", HelpName = "items.jsonl" };
        verb.Arguments.Add(task);
        foreach (var option in new Option[] { count, seed, difficulty, split, output })
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parsed, cancellation) =>
        {
            var items = GeneratedItems.Of(parsed.GetValue(task)!, parsed.GetValue(seed), parsed.GetValue(difficulty));
            var part = Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true);
            var wanted = parsed.GetValue(count);
            if (wanted < 1 || wanted > items.Count(part))
            {
                throw new UserException($"data generate: --count is {wanted}; the {Splits.NameOf(part)} split of {parsed.GetValue(task)} has 1 to {items.Count(part)} items");
            }

            await using var file = parsed.GetValue(output) is { } path ? new StreamWriter(path, append: false, new UTF8Encoding(false)) : null;
            var writer = file ?? parsed.InvocationConfiguration.Output;
            for (var i = 0; i < wanted; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                await writer.WriteAsync(Line(items, part, i, parsed.GetValue(seed)) + "\n");
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{wanted} items of {parsed.GetValue(task)}");
            return ExitCodes.Done;
        });
        return verb;
    }

    private static Verb Study()
    {
        var verb = new Verb("study", "Check generators against verifiers: own solutions, spoiled solutions, guesses, speed.", ("data study --items 2000 --spoiled 1000", "all families"));
        var families = new Argument<string[]>("FAMILY") { Description = "Families; default: all", Arity = ArgumentArity.ZeroOrMore };
        var items = new Option<int>("--items") { Description = "Items per family", DefaultValueFactory = _ => 2000 };
        var spoiled = new Option<int>("--spoiled") { Description = "Spoiled solutions and guesses per family", DefaultValueFactory = _ => 1000 };
        verb.Arguments.Add(families);
        verb.Options.Add(items);
        verb.Options.Add(spoiled);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var chosen = parsed.GetValue(families) is { Length: > 0 } names ? [.. names.Select(PuzzleGenerators.Find)] : PuzzleGenerators.All;
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync("| family | own solutions accepted | spoiled rejected | guesses right | different | items/s | verdicts/s |\n|---|---|---|---|---|---|---|");
            var good = true;
            foreach (var family in chosen)
            {
                cancellation.ThrowIfCancellationRequested();
                var s = PuzzleStudy.Of(family, parsed.GetValue(items), parsed.GetValue(spoiled), new ProcessorTime());
                good &= s.Accepted == s.Items && s.Rejected >= 0.999 * s.Spoiled && s.Lucky < 0.02 * s.Guesses;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {s.Family} | {s.Accepted}/{s.Items} | {s.Rejected}/{s.Spoiled} | {s.Lucky}/{s.Guesses} | {s.Different} | {s.ItemsPerSecond:F0} | {s.VerdictsPerSecond:F0} |"));
            }

            return good ? ExitCodes.Done : ExitCodes.Failed;
        });
        return verb;
    }

    private static string Line(GeneratedItems items, Split split, long index, ulong seed)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_json))
        {
            json.WriteStartObject();
            items.Write(json, split, index);
            json.WriteNumber("seed", seed);
            json.WriteString("split", Splits.NameOf(split));
            json.WriteNumber("index", index);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
