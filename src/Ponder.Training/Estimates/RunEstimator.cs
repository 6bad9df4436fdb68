using Ponder.Data;
using Ponder.Inference.Loading;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Training.Pipelines;
using Ponder.Training.Recipes;

namespace Ponder.Training.Estimates;

/// <summary>
/// Counts the work of a recipe and divides it by the machine's rate: 6 operations per parameter and trained token, 2 per generated or
/// prefilled one, at the shares of the rate of matrix products below.
/// </summary>
/// <remarks>An estimate, for deciding whether to start: prompts are measured on a few items, completions are taken as half of their limit.</remarks>
public static class RunEstimator
{
    private const int ItemsMeasured = 16;

    /// <summary>Share of the rate of matrix products that a training step reaches.</summary>
    private const double TrainingShare = 0.6;

    /// <summary>Share that sampling reaches at the batch sizes of a run.</summary>
    private const double SamplingShare = 0.25;

    /// <summary>Measures the machine for about a second and estimates the run.</summary>
    /// <exception cref="Ponder.Text.UserException">The model or the data cannot be read.</exception>
    public static RunEstimate Estimate(Recipe recipe, TimeProvider time)
    {
        NativeLibraryHost.Initialise(new NativeOptions { Threads = recipe.Threads, RowExact = recipe.Exact });
        if (Devices.ProblemOf(recipe.Device) is { } problem)
        {
            throw new Ponder.Text.UserException(problem);
        }
        using var model = recipe.Model.Path is { } path ? TextModel.Load(path) : NewModel.Create(recipe.Model.New!, recipe.Seed);
        TaskChecks.Run(recipe, model);
        var options = ((LlamaModel)model.Model).Options;
        var rate = GemmRate(recipe, time);
        var stages = recipe.Stages.Select(stage => Estimate(stage, model, options, rate)).ToArray();
        var microBatch = recipe.Stages.Select(MicroBatchTokens).Max();
        return new RunEstimate(
            options.ParameterCount,
            MemoryEstimate.ForTraining(options, microBatch, recipe.Precision),
            recipe.Stages.Select(stage => KvBytes(stage, options)).Max(),
            rate / 1e9,
            stages);
    }

    private static StageEstimate Estimate(StageRecipe stage, TextModel model, LlamaOptions options, double rate)
    {
        var (prompt, demonstration) = Lengths(stage.Task, model);
        var (trained, prefilled, generated) = stage switch
        {
            SftStage s => ((long)(s.Steps * (double)s.Batch * (prompt + demonstration)), 0L, 0L),
            RlStage s => Counts(s.Steps * (double)s.Prompts, s.Group, prompt, s.Sampling.MaxNewTokens / 2.0, s.Epochs),
            EvalStage s => (0L, (long)(s.Count * prompt), (long)(s.Count * s.Sampling.MaxNewTokens / 2.0)),
            _ => (0L, 0L, 0L),
        };
        var parameters = (double)options.ParameterCount;
        var seconds = 6 * parameters * trained / (rate * TrainingShare) + 2 * parameters * (prefilled + generated) / (rate * SamplingShare);
        return new StageEstimate(stage.Name, trained, generated, seconds);
    }

    private static (long Trained, long Prefilled, long Generated) Counts(double prompts, int group, double prompt, double completion, int epochs) =>
        ((long)(prompts * (prompt + group * completion) * epochs), (long)(prompts * prompt), (long)(prompts * group * completion));

    private static (double Prompt, double Demonstration) Lengths(TaskRecipe task, TextModel model)
    {
        var builder = new Data.Prompts.PromptBuilder(task.Format, model.Tokenizer, model.ChatTemplate);
        var split = task.Source.Count(Split.Train) > 0 ? Split.Train : Split.Test;
        var items = Enumerable.Range(0, (int)Math.Min(ItemsMeasured, task.Source.Count(split))).Select(i => task.Source.ItemAt(split, i)).ToArray();
        return items.Length == 0
            ? (0, 0)
            : (items.Average(item => builder.Build(task.Source.Name, item, 0).Tokens.Length),
                items.Average(item => item.Demonstration is null ? 0 : builder.Completion(item).Length));
    }

    private static int MicroBatchTokens(StageRecipe stage) => stage switch
    {
        SftStage s => s.MicroBatchTokens,
        RlStage s => s.MicroBatchTokens,
        _ => 0,
    };

    private static long KvBytes(StageRecipe stage, LlamaOptions options)
    {
        var sequences = stage switch
        {
            RlStage s => Math.Min(512, s.Prompts * s.Group),
            EvalStage s => Math.Min(512, s.Count),
            _ => 0,
        };
        return Math.Min(2L << 30, 2L * sizeof(float) * options.Layers * options.KvHeads * options.HeadWidth * Math.Min(options.Context, 512) * sequences);
    }

    /// <summary>Operations per second of a 1024³ product; the median of a few.</summary>
    private static double GemmRate(Recipe recipe, TimeProvider time)
    {
        const int size = 1024;
        const int repeats = 7;
        using var noGrad = NoGrad.Enter();
        using var scope = TensorScope.Enter();
        var (x, w) = (Tensor.Ones([size, size]).To(recipe.Device), Tensor.Ones([size, size]).To(recipe.Device));
        var seconds = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var start = time.GetTimestamp();
            using var product = F.Linear(x, w, recipe.Precision);
            _ = product.Select(0, 0).Select(0, 0).Item<float>();   // waits for a device
            seconds[i] = time.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return 2.0 * size * size * size / seconds[repeats / 2];
    }
}
