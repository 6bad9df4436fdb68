using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Ponder.Training.Tuning;

namespace Ponder.Cli.Tune;

/// <summary><c>ponder tune</c>: which threads and micro-batches make the steps of a recipe fastest on this machine.</summary>
public static class TuneVerb
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "tune", "Measure the steps of a recipe with different threads and micro-batches, and print the best as --set arguments.",
            ("tune recipes/quickstart.yaml", "a step of each stage that learns, three times with each setting"),
            ("tune recipes/arithmetic-smollm2.yaml --set rl.prompts=4 --rounds 1", "a smaller step, once: a first look in less time"),
            ("tune recipes/quickstart.yaml --json", "for a program to read"));
        var recipe = new Argument<string>("RECIPE") { Description = "A YAML file" };
        var set = new Option<string[]>("--set") { Description = "Another value for a key of the recipe; may be given several times", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var rounds = new Option<int>("--rounds") { Description = "How often each setting is measured, in turns; the median counts", HelpName = "N", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else" };
        verb.Arguments.Add(recipe);
        foreach (var option in new Option[] { set, rounds, json })
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parsed, cancellation) =>
        {
            var request = new RunRequest { RecipePath = parsed.GetRequiredValue(recipe), Overrides = parsed.GetValue(set) ?? [] };
            if (parsed.GetValue(rounds) is < 1 and var count)
            {
                throw new UserException($"--rounds: expected at least 1, got {count}");
            }

            var (output, asJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            var result = await RecipeTuner.RunAsync(request, parsed.GetValue(rounds), asJson ? null : output.WriteLine, cancellation);
            await output.WriteLineAsync(asJson ? Document(result) : Text(result, request));
            return ExitCodes.Done;
        });
        return verb;
    }

    private static string Document(TuneResult result) => JsonSerializer.Serialize(
        new
        {
            result.Rows,
            Set = result.Assignments,
            CurrentSeconds = Math.Round(result.CurrentSeconds, 3),
            BestSeconds = Math.Round(result.BestSeconds, 3),
            BestUpdateSeconds = Math.Round(result.BestUpdateSeconds, 3),
            WorkersUpdateSeconds = result.WorkersUpdateSeconds is { } bound ? Math.Round(bound, 3) : (double?)null,
        },
        Json);

    private static string Text(TuneResult result, RunRequest request)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{"stage",-12} {"threads",7} {"micro_batch_tokens",18} {"passes",6} {"generate s",10} {"update s",9} {"step s",9}\n");
        foreach (var row in result.Rows)
        {
            var mark = result.Current[row.Stage] == row.Setting ? "  as in the recipe" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Stage,-12} {row.Setting.Threads,7} {row.Setting.MicroBatchTokens,18} {row.Passes,6} {row.GenerateSeconds,10:0.000} {row.UpdateSeconds,9:0.000} {row.StepSeconds,9:0.000}{mark}\n");
        }

        text.Append('\n');
        if (result.Assignments is { Count: 0 })
        {
            text.Append(CultureInfo.InvariantCulture, $"The recipe's own settings are the best of these, or within {TuneResult.Worthwhile:0 %} of it.");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{1 - (result.BestSeconds / result.CurrentSeconds):0 %} less time for generating and updating with:\n  ");
            text.Append(TrainCommand.Of(request, result.Assignments.SelectMany(assignment => new[] { "--set", assignment })));
        }

        if (result.WorkersUpdateSeconds is { } seconds)
        {
            var threads = result.Best.Values.First().Threads;
            var gain = 1 - (seconds / result.BestUpdateSeconds);
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nOne worker with {threads} threads is used, the trainer has no other form. By the times of one thread, {threads} workers of one thread each would ");
            text.Append(gain > TuneResult.Worthwhile
                ? string.Create(CultureInfo.InvariantCulture, $"update in at least {seconds / result.BestUpdateSeconds:0 %} of the time, if they did not disturb each other.")
                : "gain nothing in updates.");
        }

        return text.ToString();
    }
}
