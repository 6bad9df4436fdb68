using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Records;
using Ponder.Data.Prompts;
using Ponder.Inference;
using Ponder.Inference.Loading;
using Ponder.Inference.Requests;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training.Estimates;
using Ponder.Training.Optimisation;
using Ponder.Training.Recipes;
using Ponder.Training.Reinforcement;
using Ponder.Training.Supervised;

namespace Ponder.Training.Tuning;

/// <summary>
/// One step of a stage, to be measured with different settings: the recipe's own prompts, and in reinforcement learning completions of the model as it is, every one
/// of them with an advantage. Weights move by next to nothing.
/// </summary>
internal sealed class StageTrial : IDisposable
{
    private readonly Recipe _recipe;
    private readonly StageRecipe _stage;
    private readonly TextModel _model;
    private readonly TimeProvider _time;
    private readonly PromptBuilder _builder;
    private readonly OptimiserStep _optimiser;
    private TrainBatch? _batch;

    public StageTrial(Recipe recipe, StageRecipe stage, TextModel model, TimeProvider time)
    {
        (_recipe, _stage, _model, _time) = (recipe, stage, model, time);
        _builder = new PromptBuilder(stage.Task.Format, model.Tokenizer, model.HasChatTemplate ? model.ChatTemplate : null);
        var optimiser = stage is RlStage rl ? rl.Optimiser : ((SftStage)stage).Optimiser;
        _optimiser = new OptimiserStep(model.Model.Parameters, optimiser with { LearningRate = 1e-12 }, 1_000_000);
    }

    public static bool CanMeasure(StageRecipe stage) => stage is SftStage or RlStage;

    public static int MicroBatchTokens(StageRecipe stage) => stage is RlStage rl ? rl.MicroBatchTokens : ((SftStage)stage).MicroBatchTokens;

    public static int Steps(StageRecipe stage) => stage is RlStage rl ? rl.Steps : ((SftStage)stage).Steps;

    /// <summary>Forward and backward passes that the update of a step falls into.</summary>
    public int PassesOf(int tokens) => PlanOf(tokens).Passes(Batch());

    /// <summary>Bytes that training needs in all.</summary>
    public long MemoryOf(int tokens)
    {
        var (options, largest) = (((LlamaModel)_model.Model).Options, MicroBatchRows.LargestOf(Batch(), PlanOf(tokens)));
        return MemoryEstimate.ForTraining(options, largest.Rows, largest.Targets, MemoryEstimate.KernelsOf(options, _recipe.Precision)).Total;
    }

    /// <summary>Samples the step's completions; 0 in a supervised stage.</summary>
    public async Task<double> GenerateAsync(int threads, CancellationToken token)
    {
        if (_stage is not RlStage stage)
        {
            return 0;
        }
        using var engine = Engine.Create((LlamaModel)_model.Model, _model.Tokenizer, new EngineOptions
        {
            MaxSequences = Math.Clamp(stage.Prompts * stage.Group, 1, 512),
            MaxRows = 1024,
            Threads = threads,
            Fast = !_recipe.Exact,
        });
        var sampler = new RolloutSampler(engine, stage.Sampling, new StopOptions { TokenIds = _model.StopTokens }, _recipe.Seed);
        var prompts = Prompts().Next(stage.Prompts);
        var start = _time.GetTimestamp();
        var rollouts = new Rollout[stage.Prompts * stage.Group];
        await sampler.SampleAsync(prompts, stage.Group, 0, null, (place, rollout) => rollouts[place] = rollout, token);
        var seconds = _time.GetElapsedTime(start).TotalSeconds;
        _batch = BatchPacker.Pack([.. rollouts.Select((rollout, i) => Credited(rollout, i % 2 == 0 ? 1 : -1))]);
        return seconds;
    }

    /// <summary>The update of the step.</summary>
    public double Update(TuneSetting setting)
    {
        NativeLibraryHost.SetThreads(setting.Threads);
        var start = _time.GetTimestamp();
        if (_stage is RlStage rl)
        {
            var plan = PlanOf(setting.MicroBatchTokens);
            var reference = rl.Objective.NeedsReference ? new ReferencePolicy(_model.Model, plan.Temperature, plan.MicroBatchTokens) : null;
            new PolicyUpdater(_model.Model, _optimiser, rl.Objective, plan, reference).Update(Batch());
        }
        else
        {
            var sft = (SftStage)_stage;
            new SupervisedTrainer(_model.Model, Prompts(), _builder, _optimiser, sft.Batch, setting.MicroBatchTokens).Step();
        }
        return _time.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _optimiser.Dispose();

    private UpdatePlan PlanOf(int tokens) => _stage is RlStage rl
        ? new UpdatePlan(rl.Epochs, rl.MiniBatches, tokens, rl.Sampling.EffectiveTemperature)
        : new UpdatePlan(1, 1, tokens, 1);

    private TrainBatch Batch() => _batch ??= _stage is SftStage sft
        ? DemonstrationBatch.Pack([.. Prompts().NextItems(sft.Batch).Select(pair => (_builder.Build(_stage.Task.Source.Name, pair.Item, pair.Ordinal).Tokens, _builder.Completion(pair.Item)))])
        : throw new InvalidOperationException("a step of reinforcement learning is sampled before it is updated");

    /// <summary>The same prompts each time.</summary>
    private PromptStream Prompts() => new(_stage.Task.Source, _recipe.Seed, (item, ordinal) => _builder.Build(_stage.Task.Source.Name, item, ordinal));

    private static CreditedRollout Credited(Rollout rollout, double advantage)
    {
        var advantages = new float[rollout.Tokens.Length];
        Array.Fill(advantages, (float)advantage);
        return new CreditedRollout { Scored = new ScoredRollout { Rollout = rollout, Score = 0, Reward = 0, Correct = false }, Advantages = advantages };
    }
}
