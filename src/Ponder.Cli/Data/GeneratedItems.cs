using System.Text.Json;
using Ponder.Data;
using Ponder.Data.Derivations;
using Ponder.Data.Puzzles;
using Ponder.Text;

namespace Ponder.Cli.Data;

/// <summary>What <c>data generate</c> can write: items of one task, by split and index.</summary>
/// <param name="Count">Number of items in a split.</param>
/// <param name="Write">Writes the fields of one item.</param>
internal sealed record GeneratedItems(Func<Split, long> Count, Action<Utf8JsonWriter, Split, long> Write)
{
    private const string Derivations = "derivations";
    private const string Mix = "puzzle";

    /// <summary>The items of a name. Families of puzzles come before tasks of the same name.</summary>
    /// <exception cref="UserException">There is no such task, or it has no such difficulty.</exception>
    public static GeneratedItems Of(string name, ulong seed, int? difficulty)
    {
        if (name == Derivations)
        {
            return OfDerivations(seed, difficulty ?? 1);
        }

        if (name == Mix || PuzzleGenerators.All.Any(g => g.Name == name))
        {
            var puzzles = new PuzzleTask(new PuzzleTaskOptions { Families = name == Mix ? [] : [name], Seed = seed, Level = difficulty ?? 1 });
            return OfPuzzles(puzzles, difficulty ?? 1);
        }

        if (Tasks.All.FirstOrDefault(k => k.Name == name)?.Defaults is not GeneratedTaskOptions defaults)
        {
            string[] known = [.. PuzzleGenerators.All.Select(g => g.Name), Mix, Derivations, .. Tasks.All.Where(k => k.Defaults is GeneratedTaskOptions).Select(k => k.Name)];
            throw new UserException($"data generate: there is no task \"{name}\"{(Spelling.Nearest(name, known) is { } near ? $" (did you mean {near}?)" : "")}; known are {string.Join(", ", known.Distinct())}");
        }

        return difficulty is null
            ? OfTask(Tasks.Create(defaults with { Seed = seed }, "."))
            : throw new UserException($"data generate: the task {name} has no levels; leave --difficulty out");
    }

    private static GeneratedItems OfTask(ITaskSource source) => new(source.Count, (json, split, index) =>
    {
        var item = source.ItemAt(split, index);
        json.WriteString("id", item.Id);
        json.WriteString("task", source.Name);
        json.WriteString("question", item.Question);
        json.WriteString("answer", item.Answer);
    });

    private static GeneratedItems OfPuzzles(PuzzleTask source, int difficulty) => new(source.Count, (json, split, index) =>
    {
        var item = source.ItemAt(split, index);
        var (family, answer) = PuzzleTask.Unpack(item);
        json.WriteString("id", item.Id);
        json.WriteString("task", family);
        json.WriteString("question", item.Question);
        json.WriteString("answer", answer);
        json.WriteNumber("difficulty", difficulty);
    });

    // The fields of a derivation are those that `verify proof` reads; the whole text and the grade are for training judges of proofs.
    private static GeneratedItems OfDerivations(ulong seed, int difficulty)
    {
        if (difficulty is < 1 or > DerivationGenerator.MaxDifficulty)
        {
            throw new UserException($"data generate: the difficulty of {Derivations} is {difficulty}; expected 1 to {DerivationGenerator.MaxDifficulty}");
        }

        var source = new DerivationSource(seed);
        return new(_ => DerivationSource.Count, (json, split, index) =>
        {
            var sample = source.At(split, index, difficulty);
            json.WriteString("id", $"{Splits.NameOf(split)}/{Derivations}/{difficulty}/{index}");
            json.WriteString("task", Derivations);
            json.WriteString("type", sample.Type);
            json.WriteString("proof", string.Join('\n', sample.Lines));
            json.WriteStartArray("lines");
            foreach (var line in sample.Lines)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteNumber("score", sample.Score);
            json.WriteBoolean("valid", sample.FirstBadLine is null);
            if (sample.FirstBadLine is { } bad)
            {
                json.WriteNumber("first_bad_line", bad);
            }
            else
            {
                json.WriteNull("first_bad_line");
            }

            json.WriteString("reason", sample.Reason);
            json.WriteNumber("difficulty", difficulty);
        });
    }
}
