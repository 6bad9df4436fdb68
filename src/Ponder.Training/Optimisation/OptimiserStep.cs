using Ponder.Tensors;
using Ponder.Tensors.Optimisers;
using Ponder.Tensors.Safetensors;
using Ponder.Tensors.Schedules;
using Ponder.Training.Recipes;

namespace Ponder.Training.Optimisation;

/// <summary>The end of every update: check, clip, schedule, AdamW, clear the gradients.</summary>
public sealed class OptimiserStep : IDisposable
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly OptimiserRecipe _recipe;
    private readonly Schedule _schedule;
    private readonly AdamW _adamW;

    /// <summary>An optimiser with zero moments.</summary>
    /// <param name="parameters">What it updates.</param>
    /// <param name="recipe">Its constants.</param>
    /// <param name="totalSteps">Updates of the whole stage: where a falling schedule ends.</param>
    public OptimiserStep(IReadOnlyList<Parameter> parameters, OptimiserRecipe recipe, int totalSteps)
    {
        _parameters = parameters;
        _recipe = recipe;
        _schedule = recipe.CreateSchedule(totalSteps);
        _adamW = new AdamW(parameters, new AdamWOptions
        {
            Beta1 = recipe.Beta1,
            Beta2 = recipe.Beta2,
            Epsilon = recipe.Epsilon,
            WeightDecay = recipe.WeightDecay,
        });
    }

    /// <summary>The constants.</summary>
    public OptimiserRecipe Recipe => _recipe;

    /// <summary>Updates done so far.</summary>
    public long Updates => _adamW.Updates;

    /// <summary>Updates the parameters with the gradients that were summed up for them, and clears these.</summary>
    /// <param name="loss">The loss of the step; must be finite.</param>
    /// <returns>The gradient's global norm before clipping, and the learning rate.</returns>
    /// <exception cref="TrainingException">The loss or a gradient is not finite; the weights are as they were.</exception>
    public (double GradNorm, double LearningRate) Apply(double loss)
    {
        if (!double.IsFinite(loss))
        {
            throw new TrainingException(
                $"The loss is {loss} at update {Updates + 1}; the weights were not changed. Mostly the learning rate is too high "
                + $"(optimiser.lr is {_recipe.LearningRate}, warmup_steps {_recipe.WarmupSteps}), sometimes the data is broken.");
        }
        var norm = GradientClipping.GlobalNorm(_parameters);
        if (!double.IsFinite(norm))
        {
            throw new TrainingException(
                $"The gradient's norm is {norm} at update {Updates + 1}, first in {GradientClipping.FirstNonFinite(_parameters)}; the weights were not changed. "
                + $"Mostly the learning rate is too high (optimiser.lr is {_recipe.LearningRate}), or clip_norm ({_recipe.ClipNorm}).");
        }
        var rate = _recipe.LearningRate * _schedule.FactorAt(Updates);
        _adamW.Step(rate, GradientClipping.Factor(norm, _recipe.ClipNorm));
        _adamW.ZeroGrad();
        return (norm, rate);
    }

    /// <summary>Writes the moments and the number of updates.</summary>
    public void Save(string path)
    {
        var writer = new SafetensorsWriter();
        var state = _adamW.State();
        foreach (var (name, tensor) in state)
        {
            writer.Add(name, tensor);
        }
        writer.Save(path);
        state[AdamW.UpdatesName].Dispose();
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointException">The file is damaged or belongs to another model.</exception>
    public void Load(string path)
    {
        using var scope = TensorScope.Enter();
        using var file = SafetensorsFile.Open(path);
        _adamW.Load(file.Tensors.Keys.ToDictionary(name => name, file.ToTensor, StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _adamW.Dispose();
}
