using Ponder.Algorithms.Records;
using Ponder.Data;
using Ponder.Inference.Loading;
using Ponder.Inference.Requests;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Training.Pipelines;
using Ponder.Training.Recipes;
using Ponder.Training.Reinforcement;
using Ponder.Training.Supervised;

namespace Ponder.Training.Estimates;

/// <summary>
/// Counts the work of a recipe and divides it by the machine's rate: 6 operations per parameter and trained token, 2 per generated or
/// prefilled one, at the shares of the rate of matrix products below.
/// </summary>
/// <remarks>
/// An estimate, for deciding whether to start. Prompts are measured on a few items. For time, completions are taken as half of their limit; for memory as
/// long as they may be and different from each other.
/// </remarks>
public static class RunEstimator
{
    private const int ItemsMeasured = 16;

    /// <summary>Prompts of the batch on which memory is counted; a larger batch repeats them.</summary>
    private const int MostPrompts = 128;

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
        var stages = recipe.Stages.Select(stage => Estimate(recipe, stage, model, options, rate)).ToArray();
        return new RunEstimate(options.ParameterCount, rate / 1e9, stages);
    }

    private static StageEstimate Estimate(Recipe recipe, StageRecipe stage, TextModel model, LlamaOptions options, double rate)
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
        var (training, generation) = Memory(recipe, stage, model, options);
        return new StageEstimate(stage.Name, trained, generated, seconds, training, generation);
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

    private static (MemoryEstimate Training, GenerationMemory Generation) Memory(Recipe recipe, StageRecipe stage, TextModel model, LlamaOptions options)
    {
        var weights = options.ParameterCount * sizeof(float);
        switch (stage)
        {
            case SftStage sft:
                return (Training(new UpdatePlan(1, 1, sft.MicroBatchTokens, 1), sft.Batch, 1, item => item.Demonstration), GenerationMemory.None);
            case RlStage rl:
                var plan = new UpdatePlan(rl.Epochs, rl.MiniBatches, rl.MicroBatchTokens, rl.Sampling.EffectiveTemperature);
                var training = Training(plan, rl.Prompts, rl.Group, null);
                return (rl.Objective.NeedsReference ? training with { Weights = 2 * training.Weights } : training, Generation(rl.Prompts * rl.Group, rl.Sampling, 2));
            case EvalStage eval:
                return (new(weights, 0, 0, 0, 0), Generation(eval.Count, eval.Sampling, 1));
            default:
                return (new(weights, 0, 0, 0, 0), GenerationMemory.None);
        }

        MemoryEstimate Training(UpdatePlan update, int prompts, int samples, Func<TaskItem, string?>? demonstration)
        {
            var kernels = recipe.Device.IsCpu ? MemoryEstimate.KernelsOf(options, recipe.Precision)
                : recipe.Precision == LinearPrecision.BFloat16 ? TrainingKernels.BFloat16 : TrainingKernels.Float32;
            var most = MicroBatchRows.LargestOf(Batch(stage, model, prompts, samples, options.Context, demonstration is null), update);
            return MemoryEstimate.ForTraining(options, most.Rows, most.Targets, kernels);
        }

        GenerationMemory Generation(int sequences, SamplingOptions sampling, int versions) => GenerationMemory.Of(
            options, recipe.Precision, !recipe.Exact, versions, Math.Min(512, sequences), (int)Math.Ceiling(Lengths(stage.Task, model).Prompt) + sampling.MaxNewTokens);
    }

    /// <summary>A batch of the stage's own prompts with its demonstrations, or with completions that have nothing in common.</summary>
    private static TrainBatch Batch(StageRecipe stage, TextModel model, int prompts, int samples, int context, bool sampled)
    {
        var builder = new Data.Prompts.PromptBuilder(stage.Task.Format, model.Tokenizer, model.HasChatTemplate ? model.ChatTemplate : null);
        var source = stage.Task.Source;
        var split = source.Count(Split.Train) > 0 ? Split.Train : Split.Test;
        var items = Enumerable.Range(0, (int)Math.Min(Math.Min(prompts, MostPrompts), source.Count(split))).Select(i => source.ItemAt(split, i)).ToArray();
        var own = model.Tokenizer.VocabularySize;   // from here on no prompt has a token
        List<(int[] Prompt, int[] Completion)> pairs = [];
        for (var i = 0; items.Length > 0 && i < prompts * samples; i++)
        {
            var item = items[i / samples % items.Length];
            var prompt = builder.Build(source.Name, item, i / samples).Tokens;
            var completion = sampled ? [.. Enumerable.Range(own, Math.Clamp(context - prompt.Length, 1, ((RlStage)stage).Sampling.MaxNewTokens))] : builder.Completion(item);
            own += sampled ? completion.Length : 0;
            pairs.Add((prompt, completion));
        }

        return DemonstrationBatch.Pack(pairs);
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
