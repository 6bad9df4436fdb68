using System.CommandLine;
using System.Text.Json;
using Ponder.Cli.Generate;
using Ponder.Data;
using Ponder.Data.Prompts;
using Ponder.Evaluation;
using Ponder.Inference.Requests;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Spectre.Console;

namespace Ponder.Cli.Evaluate;

/// <summary><c>ponder eval</c>: accuracy of a model on the tasks of recipes, with confidence intervals.</summary>
public static class EvalVerb
{
    private const int Sequences = 256;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "eval", "Measure accuracy on the tasks of recipes, with 95 % confidence intervals.",
            ("eval runs/quickstart recipes/quickstart.yaml", "the held-out items that the recipe's eval stages ask"),
            ("eval path/to/smollm2 recipes/arithmetic-smollm2.yaml --count 100 --output items.jsonl", "with every item's answer and verdict"),
            ("eval runs/quickstart recipes/quickstart.yaml --set task.digits=3", "the same task, changed"));
        var model = new ModelArguments(verb);
        var suites = new Argument<string[]>("RECIPE") { Description = "Recipes whose tasks are asked", Arity = ArgumentArity.OneOrMore };
        var count = new Option<int?>("--count") { Description = "Number of items [default: what the recipe says, or 1000]", HelpName = "N" };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !result.Errors.Any() && result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError($"--count: expected at least 1, got {result.Tokens[^1].Value}");
            }
        });
        var split = new Option<string?>("--split") { Description = "Which items [default: what the recipe says, or test]" };
        split.AcceptOnly("train", "validation", "test");
        var set = new Option<string[]>("--set") { Description = "Another value for a key of the recipe", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var items = new Option<string?>("--output", "-o") { Description = "Every item as a JSON line", HelpName = "items.jsonl" };
        var json = new Option<bool>("--json") { Description = "The result as JSON" };
        verb.Arguments.Add(suites);
        foreach (var option in new Option[] { count, split, set, items, json })
        {
            verb.Options.Add(option);
        }

        var sampling = new SamplingArguments(verb, usual: null);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var recipes = parsed.GetRequiredValue(suites)
                .Select(path => RecipeRunner.Read(new RunRequest { RecipePath = path, Overrides = parsed.GetValue(set) ?? [] })).ToArray();
            try
            {
                var wanted = parsed.GetValue(split) is { } word ? Enum.Parse<Split>(word, ignoreCase: true) : (Split?)null;
                EvalSuite[] asked = [.. recipes.SelectMany(EvalSuite.Of).Select(suite => suite with
                {
                    Split = wanted ?? suite.Split,
                    Count = parsed.GetValue(count) ?? suite.Count,
                    Sampling = sampling.Sampling(parsed, suite.Sampling),
                }).DistinctBy(suite => suite.Key)];
                foreach (var suite in asked)
                {
                    suite.Check();
                }

                var output = parsed.InvocationConfiguration.Output;
                using var engine = model.Load(parsed, Sequences);
                await using var itemWriter = parsed.GetValue(items) is { } path ? new StreamWriter(path) : null;
                foreach (var suite in asked)
                {
                    var report = await EvaluateAsync(engine, suite, sampling.Stop(parsed, engine.Text.StopTokens), sampling.Seed(parsed), cancellation);
                    await WriteAsync(output, suite.Name, report, parsed.GetValue(json));
                    if (itemWriter is not null)
                    {
                        await WriteItemsAsync(itemWriter, suite.Name, report);
                    }
                }

                return ExitCodes.Done;
            }
            finally
            {
                Array.ForEach(recipes, recipe => recipe.Dispose());
            }
        });
        return verb;
    }

    private static async Task<EvaluationReport> EvaluateAsync(
        LoadedEngine engine, EvalSuite suite, StopOptions stop, ulong seed, CancellationToken cancellation)
    {
        var task = suite.Task;
        var builder = new PromptBuilder(task.Format, engine.Text.Tokenizer, engine.Text.HasChatTemplate ? engine.Text.ChatTemplate : null);
        var count = (int)Math.Min(suite.Count, task.Source.Count(suite.Split));
        Prompt[] prompts = [.. Enumerable.Range(0, count).Select(i => builder.Build(task.Source.Name, task.Source.ItemAt(suite.Split, i), i))];
        var evaluator = new TaskEvaluator(engine.Engine, task.Source);
        if (!Terminal.IsInteractive)
        {
            return await evaluator.EvaluateAsync(prompts, suite.Sampling, stop, seed, cancellation);
        }

        return await Terminal.On(Console.Out).Status().StartAsync(suite.Name, status => evaluator.EvaluateAsync(
            prompts, suite.Sampling, stop, seed, cancellation, (done, total) => status.Status($"{Markup.Escape(suite.Name)} {done}/{total}")));
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

    private static async Task WriteItemsAsync(TextWriter writer, string suite, EvaluationReport report)
    {
        foreach (var (rollout, verdict) in report.Items)
        {
            await writer.WriteLineAsync(JsonLines.Line(new
            {
                suite,
                id = rollout.Prompt.Id,
                question = rollout.Prompt.Question,
                answer = rollout.Prompt.Answer,
                completion = rollout.Text,
                extracted = verdict.Extracted,
                verdict = verdict.Outcome.ToString().ToLowerInvariant(),
                reason = verdict.Reason,
                tokens = rollout.Tokens.Length,
            }));
        }
    }
}
