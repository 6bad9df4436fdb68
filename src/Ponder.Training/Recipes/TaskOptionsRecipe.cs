using Ponder.Data;
using Ponder.Data.Addition;
using Ponder.Data.Countdown;
using Ponder.Data.Jsonl;
using Ponder.Data.Puzzles;
using Ponder.Data.WordProblems;
using Ponder.Verification;
using Ponder.Verification.Format;
using Ponder.Verification.Puzzles;

namespace Ponder.Training.Recipes;

/// <summary>Reads the options of every task from a recipe. One row per task, beside the table <see cref="Tasks"/>.</summary>
internal static class TaskOptionsRecipe
{
    private static readonly Dictionary<string, Func<Section, TaskOptions>> Readers = new(StringComparer.Ordinal)
    {
        ["addition"] = Addition,
        ["countdown"] = Countdown,
        ["word-problems"] = WordProblems,
        ["puzzle"] = Puzzle,
        ["jsonl"] = Jsonl,
    };

    /// <summary>The options of the task that <c>type:</c> names.</summary>
    public static TaskOptions Read(Section section)
    {
        var name = section.Choice("type", null, [.. Tasks.All.Select(kind => kind.Name)]);
        return Readers[name](section) with
        {
            Seed = section.Seed("seed"),
            Verifier = Verifier(section.OptionalTyped("verifier")),
        };
    }

    private static AdditionOptions Addition(Section section) => new()
    {
        Digits = section.Whole("digits", 2, 1, 9),
        Minimum = section.OptionalWhole("min"),
        Maximum = section.OptionalWhole("max"),
        Style = section.Choice("style", "direct", "direct", "columns", "boxed") switch
        {
            "columns" => AdditionStyle.Columns,
            "boxed" => AdditionStyle.Boxed,
            _ => AdditionStyle.Direct,
        },
        Question = section.OptionalText("question"),
        Validation = section.OptionalWhole("validation"),
        Test = section.OptionalWhole("test"),
    };

    private static CountdownTaskOptions Countdown(Section section)
    {
        var defaults = new CountdownTaskOptions();
        return defaults with
        {
            MinimumCount = section.Whole("min_count", defaults.MinimumCount, 2, 5),
            MaximumCount = section.Whole("max_count", defaults.MaximumCount, 2, 5),
            Minimum = section.Whole("min", defaults.Minimum, 1),
            Maximum = section.Whole("max", defaults.Maximum, 1),
            MinimumTarget = section.Whole("min_target", (int)defaults.MinimumTarget, 1),
            MaximumTarget = section.Whole("max_target", (int)defaults.MaximumTarget, 1),
            TargetsPerSet = section.Whole("targets_per_set", defaults.TargetsPerSet, 1, 100),
            Operations = section.Text("operations", defaults.Operations),
            UseAll = section.Flag("use_all", defaults.UseAll),
            Question = section.OptionalText("question"),
            Demonstration = section.Text("demonstration", defaults.Demonstration),
            Validation = section.OptionalWhole("validation"),
            Test = section.OptionalWhole("test"),
        };
    }

    private static WordProblemOptions WordProblems(Section section)
    {
        var defaults = new WordProblemOptions();
        return defaults with
        {
            MinimumSteps = section.Whole("min_steps", defaults.MinimumSteps, 1, 2),
            MaximumSteps = section.Whole("max_steps", defaults.MaximumSteps, 1, 2),
            MaximumAmount = section.Whole("max_amount", defaults.MaximumAmount, 5, 1000),
            MaximumFactor = section.Whole("max_factor", defaults.MaximumFactor, 3, 100),
            Validation = section.OptionalWhole("validation"),
            Test = section.OptionalWhole("test"),
        };
    }

    private static PuzzleTaskOptions Puzzle(Section section) => new()
    {
        Families = section.Texts("families", []),
        Level = section.Whole("level", 1, 1, PuzzleGenerator.MaxLevel),
        Difficulty = section.OptionalChild("difficulty") is { } band ? Difficulty(band) : null,
    };

    private static DifficultyBand Difficulty(Section section)
    {
        var defaults = new DifficultyBand();
        return new DifficultyBand
        {
            Low = section.Number("low", defaults.Low, 0, 1),
            High = section.Number("high", defaults.High, 0, 1),
            Attempts = section.Whole("attempts", defaults.Attempts, 1),
            Highest = section.Whole("highest", defaults.Highest, 1, PuzzleGenerator.MaxLevel),
        };
    }

    private static JsonlTaskOptions Jsonl(Section section)
    {
        var defaults = new JsonlTaskOptions();
        return defaults with
        {
            File = section.OptionalText("file"),
            Train = section.OptionalText("train"),
            Validation = section.OptionalText("validation"),
            Test = section.OptionalText("test"),
            ValidationFraction = section.Number("validation_fraction", defaults.ValidationFraction, 0, 1),
            TestFraction = section.Number("test_fraction", defaults.TestFraction, 0, 1),
            InFileOrder = section.Choice("order", "shuffled", "shuffled", "file") == "file",
            Question = section.Text("question", defaults.Question),
            Answer = section.Text("answer", defaults.Answer),
            Demonstration = section.OptionalText("demonstration"),
            AnswerPattern = section.OptionalText("answer_pattern"),
            DemonstrationCut = section.OptionalText("demonstration_cut"),
        };
    }

    private static VerifierOptions? Verifier(Section? section)
    {
        if (section is null)
        {
            return null;
        }
        var options = new VerifierOptions { Type = section.Choice("type", null, [.. Verifiers.All.Select(kind => kind.Name)]) };
        if (section.Has("ignore_case") || section.Has("collapse_white_space"))
        {
            options = options with
            {
                Exact = new ExactOptions
                {
                    IgnoreCase = section.Flag("ignore_case", false),
                    CollapseWhitespace = section.Flag("collapse_white_space", false),
                },
            };
        }
        if (section.Has("use_all"))
        {
            options = options with { Countdown = new CountdownOptions { UseAll = section.Flag("use_all", true) } };
        }
        if (section.Has("profile") && options.Type is not ("math" or "instructions"))
        {
            throw section.Error("profile", $"has no effect: the verifier {options.Type} has one set of rules.");
        }
        if (options.Type is "math" or "instructions")
        {
            options = options with
            {
                Profile = section.Choice("profile", "reward", "reward", "evaluation") == "evaluation" ? VerifierProfile.Evaluation : VerifierProfile.Reward,
            };
        }
        return options with { File = section.OptionalText("file"), Language = section.OptionalText("language") };
    }
}
