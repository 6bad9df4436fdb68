using Ponder.Inference.Loading;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Ponder.Training.Recipes;

namespace Ponder.Training.Tuning;

/// <summary>Measures the steps of a recipe with different threads and micro-batches. Nothing is written.</summary>
public static class RecipeTuner
{
    /// <summary>Measures every supervised and reinforcement stage.</summary>
    /// <param name="request">The recipe and its overrides.</param>
    /// <param name="rounds">Every setting is measured so often, in turns, after one step that warms up; ≥ 1.</param>
    /// <param name="progress">Hears what is measured; null for nobody.</param>
    /// <param name="token">Ends it between two measurements.</param>
    /// <exception cref="UserException">The recipe, its model or data are wrong, or no stage of it learns.</exception>
    public static Task<TuneResult> RunAsync(RunRequest request, int rounds, Action<string>? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        return TrainingThread.RunAsync(() => RunHereAsync(request, rounds, progress, token));
    }

    private static async Task<TuneResult> RunHereAsync(RunRequest request, int rounds, Action<string>? progress, CancellationToken token)
    {
        var recipe = RecipeRunner.Read(request);
        StageRecipe[] stages = [.. recipe.Stages.Where(StageTrial.CanMeasure)];
        if (stages.Length == 0)
        {
            throw new UserException($"{request.RecipePath}: no stage of type sft or rl, so there is nothing to tune.");
        }
        NativeLibraryHost.Initialise(new NativeOptions { Threads = recipe.Threads, RowExact = recipe.Exact });
        if (Devices.ProblemOf(recipe.Device) is { } problem)
        {
            throw new UserException(problem);
        }
        using var model = recipe.Model.Path is { } path ? TextModel.Load(path) : NewModel.Create(recipe.Model.New!, recipe.Seed);
        model.Model.Precision = recipe.Precision;
        model.Model.MoveTo(recipe.Device);
        foreach (var parameter in model.Model.Parameters)
        {
            parameter.Value.RequiresGrad = true;
        }
        TaskChecks.Run(recipe, model);
        var rows = new List<TuneRow>();
        foreach (var stage in stages)
        {
            rows.AddRange(await MeasureAsync(recipe, stage, model, rounds, request.Time, progress, token));
        }
        return new TuneResult(
            recipe.Threads, stages.ToDictionary(stage => stage.Name, stage => new TuneSetting(recipe.Threads, StageTrial.MicroBatchTokens(stage)), StringComparer.Ordinal), rows);
    }

    private static async Task<IEnumerable<TuneRow>> MeasureAsync(
        Recipe recipe, StageRecipe stage, TextModel model, int rounds, TimeProvider time, Action<string>? progress, CancellationToken token)
    {
        using var trial = new StageTrial(recipe, stage, model, time);
        progress?.Invoke($"{stage.Name}: one step to warm up");
        await trial.GenerateAsync(recipe.Threads, token);
        var own = new TuneSetting(recipe.Threads, StageTrial.MicroBatchTokens(stage));
        trial.Update(own);
        int[] threads = Threads(recipe.Threads);
        int[] sizes = Sizes(own.MicroBatchTokens, trial, recipe);
        var generate = threads.ToDictionary(count => count, _ => new List<double>());
        var update = threads.SelectMany(count => sizes.Select(size => new TuneSetting(count, size))).ToDictionary(setting => setting, _ => new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var count in threads)
            {
                token.ThrowIfCancellationRequested();
                progress?.Invoke($"{stage.Name}: round {round} of {rounds}, threads: {count}");
                generate[count].Add(await trial.GenerateAsync(count, token));
                foreach (var size in sizes)
                {
                    token.ThrowIfCancellationRequested();
                    var setting = new TuneSetting(count, size);
                    update[setting].Add(trial.Update(setting));
                }
            }
        }
        return update.Select(pair => new TuneRow(
            stage.Name, StageTrial.Steps(stage), pair.Key, Median(generate[pair.Key.Threads]), Median(pair.Value), trial.PassesOf(pair.Key.MicroBatchTokens)));
    }

    /// <summary>The recipe's own number, the processors, and powers of two below.</summary>
    private static int[] Threads(int own)
    {
        var counts = new SortedSet<int> { own, Environment.ProcessorCount };
        for (var count = 1; count < Environment.ProcessorCount; count *= 2)
        {
            counts.Add(count);
        }
        return [.. counts];
    }

    /// <summary>A quarter, half, once, twice and four times the stage's own, where the step then falls into another number of passes and memory suffices.</summary>
    private static int[] Sizes(int own, StageTrial trial, Recipe recipe)
    {
        var sizes = new SortedDictionary<int, int> { [trial.PassesOf(own)] = own };
        foreach (var size in new long[] { own / 2, own / 4, 2L * own, 4L * own }.Where(size => size is >= 64 and <= int.MaxValue).Select(size => (int)size))
        {
            var fits = !recipe.Device.IsCpu || trial.MemoryOf(size) < GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
            if (size < own || fits)
            {
                sizes.TryAdd(trial.PassesOf(size), size);
            }
        }
        return [.. sizes.Values.Order()];
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
