using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ponder.Cli.Generate;
using Ponder.Data;
using Ponder.Data.Prompts;
using Ponder.Evaluation;
using Ponder.Inference.Requests;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Ponder.Training.Recipes;

namespace Ponder.Cli.Evaluate;

/// <summary><c>ponder eval</c>: accuracy of a model on the tasks of recipes, with confidence intervals.</summary>
public static class EvalVerb
{
    private const int Sequences = 256;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "eval", "Measure accuracy on the tasks of recipes, with 95 % confidence intervals.",
            ("eval runs/quickstart recipes/quickstart.yaml", "held-out items of the recipe's task"),
            ("eval models/smollm2 recipes/arithmetic-smollm2.yaml --count 100 --output items.jsonl", "with every item's answer and verdict"),
            ("eval runs/quickstart recipes/quickstart.yaml --set task.digits=3", "the same task, changed"));
        var model = new ModelArguments(verb);
        var suites = new Argument<string[]>("RECIPE") { Description = "Recipes whose tasks are asked", Arity = ArgumentArity.OneOrMore };
        var count = new Option<int?>("--count") { Description = "Number of items; default: what the recipe's eval stage says, or 1000" };
        var split = new Option<string>("--split") { Description = "Which items", DefaultValueFactory = _ => "test" };
        split.AcceptOnlyFromAmong("train", "validation", "test");
        var set = new Option<string[]>("--set") { Description = "Another value for a key of the recipe", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var items = new Option<string?>("--output", "-o") { Description = "Every item as a JSON line", HelpName = "items.jsonl" };
        var json = new Option<bool>("--json") { Description = "The result as JSON" };
        verb.Arguments.Add(suites);
        foreach (var option in new Option[] { count, split, set, items, json })
        {
            verb.Options.Add(option);
        }

        var sampling = new SamplingArguments(verb, temperature: 0);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var recipes = parsed.GetRequiredValue(suites)
                .Select(path => RecipeRunner.Read(new RunRequest { RecipePath = path, Overrides = parsed.GetValue(set) ?? [] })).ToArray();
            var wanted = Enum.Parse<Split>(parsed.GetValue(split) ?? "test", ignoreCase: true);
            var output = parsed.InvocationConfiguration.Output;
            using var engine = model.Load(parsed, Sequences);
            await using var itemWriter = parsed.GetValue(items) is { } path ? new StreamWriter(path) : null;
            foreach (var recipe in recipes)
            {
                var stage = recipe.Stages.OfType<EvalStage>().FirstOrDefault();
                var task = (stage ?? recipe.Stages[0]).Task;
                var number = (int)Math.Min(parsed.GetValue(count) ?? stage?.Count ?? 1000, task.Source.Count(wanted));
                var asked = sampling.Sampling(parsed) with { MaxNewTokens = stage?.Sampling.MaxNewTokens ?? task.MaxNewTokens };
                var report = await EvaluateAsync(engine, task, wanted, number, asked, sampling.Stop(parsed, engine.Text.StopTokens), sampling.Seed(parsed), cancellation);
                await WriteAsync(output, recipe.Name, report, parsed.GetValue(json));
                if (itemWriter is not null)
                {
                    await WriteItemsAsync(itemWriter, report);
                }
            }

            return ExitCodes.Done;
        });
        return verb;
    }

    private static Task<EvaluationReport> EvaluateAsync(
        LoadedEngine engine, TaskRecipe task, Split split, int count, SamplingOptions sampling, StopOptions stop, ulong seed, CancellationToken cancellation)
    {
        var builder = new PromptBuilder(task.Format, engine.Text.Tokenizer, engine.Text.HasChatTemplate ? engine.Text.ChatTemplate : null);
        Prompt[] prompts = [.. Enumerable.Range(0, count).Select(i => builder.Build(task.Source.Name, task.Source.ItemAt(split, i), i))];
        return new TaskEvaluator(engine.Engine, task.Source).EvaluateAsync(prompts, sampling, stop, seed, cancellation);
    }

    private static Task WriteAsync(TextWriter output, string name, EvaluationReport report, bool json)
    {
        var accuracy = report.Accuracy;
        return output.WriteLineAsync(json
            ? JsonSerializer.Serialize(new
            {
                suite = name,
                task = report.Task,
                accuracy = accuracy.Value,
                low = accuracy.Low,
                high = accuracy.High,
                correct = accuracy.Successes,
                undecided = report.Undecided,
                items = report.Items.Count,
                mean_tokens = report.MeanLength,
            })
            : $"{name}: {accuracy} of {report.Items.Count} items of {report.Task} correct, {report.Undecided} undecided, {Train.Units.Number(report.MeanLength)} tokens per answer");
    }

    private static async Task WriteItemsAsync(TextWriter writer, EvaluationReport report)
    {
        foreach (var (rollout, verdict) in report.Items)
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    id = rollout.Prompt.Id,
                    question = rollout.Prompt.Question,
                    answer = rollout.Prompt.Answer,
                    completion = rollout.Text,
                    extracted = verdict.Extracted,
                    verdict = verdict.Outcome.ToString().ToLowerInvariant(),
                    reason = verdict.Reason,
                    tokens = rollout.Tokens.Length,
                },
                s_json));
        }
    }
}
