using Ponder.Data;
using Ponder.Data.Prompts;
using Ponder.Evaluation;
using Ponder.Inference;
using Ponder.Inference.Loading;
using Ponder.Inference.Requests;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Text.Tokenizers;
using Ponder.Training.Checkpoints;
using Ponder.Training.Optimisation;
using Ponder.Training.Recipes;

namespace Ponder.Training.Pipelines;

/// <summary>A run as its stages see it: the model, where the run stands, and where it writes.</summary>
internal sealed class RunSession : IDisposable
{
    private const string OptimiserFile = "optimiser.safetensors";
    private const string ReferenceFolder = "reference";
    private readonly CheckpointStore _store;
    private readonly TextModel _loaded;
    private readonly List<KeyValuePair<string, Proportion>> _accuracies = [];
    private RunLineage _lineage;
    private string? _checkpoint;
    private bool _resumeOptimiser;

    private RunSession(RunRequest request, Recipe recipe, RunFolder folder, string? checkpoint, TextModel loaded)
    {
        Recipe = recipe;
        Time = request.Time;
        _loaded = loaded;
        _checkpoint = checkpoint;
        _store = new CheckpointStore(folder.CheckpointsPath, recipe.CheckpointKeep);
        State = checkpoint is null ? new TrainState { RecipeHash = recipe.Hash } : CheckpointStore.ReadState(checkpoint);
        PolicyVersion = State.PolicyVersion;
        _resumeOptimiser = checkpoint is not null;
        var resumed = File.Exists(folder.RecipePath);
        _lineage = Lineage(request, recipe, folder, resumed ? State.Step : null);
        if (!resumed)
        {
            AtomicFile.WriteText(folder.RecipePath, recipe.Resolved);
        }
        _lineage.Save(folder.LineagePath);
        Recorder = new RunRecorder(folder, request.Time, request.Display, resumed ? State.Step : null);
    }

    public Recipe Recipe { get; }

    public TimeProvider Time { get; }

    public RunRecorder Recorder { get; }

    public TrainState State { get; private set; }

    public int PolicyVersion { get; set; }

    public ILanguageModel Model => _loaded.Model;

    public ITokenizer Tokenizer => _loaded.Tokenizer;

    public StageRecipe Stage => Recipe.Stages[State.Stage];

    public StopOptions StopOptions => new() { TokenIds = _loaded.StopTokens };

    /// <summary>Loads or makes the model and opens the run's logs.</summary>
    public static RunSession Open(RunRequest request, Recipe recipe, RunFolder folder, string? checkpoint)
    {
        NativeLibraryHost.Initialise(new NativeOptions { Threads = recipe.Threads, RowExact = recipe.Exact });
        var loaded = checkpoint is not null ? TextModel.Load(checkpoint)
            : recipe.Model.Path is { } path ? TextModel.Load(path)
            : NewModel.Create(recipe.Model.New!, recipe.Seed);
        loaded.Model.Precision = recipe.Precision;
        foreach (var parameter in loaded.Model.Parameters)
        {
            parameter.Value.RequiresGrad = true;
        }
        return new RunSession(request, recipe, folder, checkpoint, loaded);
    }

    /// <summary>Renders and tokenizes items of a task for this run's model.</summary>
    public PromptBuilder PromptBuilderOf(TaskRecipe task) => new(task.Format, _loaded.Tokenizer, _loaded.ChatTemplate);

    /// <summary>Items of a task to prompts.</summary>
    public Func<TaskItem, long, Prompt> PromptsOf(TaskRecipe task)
    {
        var builder = PromptBuilderOf(task);
        return (item, ordinal) => builder.Build(task.Source.Name, item, ordinal);
    }

    /// <summary>Seed of a stage's draws: of the run and the stage's place, so that two stages never share a stream.</summary>
    public ulong SeedOf(StageRecipe stage) => Tensors.Random.Philox.Named(Recipe.Seed, $"stage/{stage.Name}").UInt64At(0);

    /// <summary>An engine for a stage, with the weights as they are now.</summary>
    /// <param name="sequences">Completions that the stage wants at the same time.</param>
    public Engine CreateEngine(int sequences) => Engine.Create(
        (LlamaModel)Model,
        Tokenizer,
        new EngineOptions
        {
            MaxSequences = Math.Clamp(sequences, 1, 512),
            MaxRows = 1024,
            Threads = Recipe.Threads,
            Fast = !Recipe.Exact,
        },
        PolicyVersion,
        Time);

    /// <summary>The stage's optimiser: fresh at the start of a stage, with its saved moments in the middle of one.</summary>
    public OptimiserStep OpenOptimiser(OptimiserRecipe recipe, int totalSteps)
    {
        var optimiser = new OptimiserStep(Model.Parameters, recipe, totalSteps);
        if (_resumeOptimiser && State.StageStep > 0)
        {
            optimiser.Load(Path.Combine(_checkpoint!, OptimiserFile));
        }
        _resumeOptimiser = false;
        return optimiser;
    }

    /// <summary>The model as it was at the start of the current stage; kept in the run folder so that a resumed run finds it.</summary>
    public ILanguageModel OpenReference()
    {
        var folder = Recorder.Folder.PathTo(ReferenceFolder, Stage.Name);
        if (State.StageStep == 0)
        {
            Directory.CreateDirectory(folder);
            WriteModel(folder);
        }
        var model = Families.Load(folder).Model;
        model.Precision = Recipe.Precision;
        return model;
    }

    /// <summary>Logs a step and moves on by one.</summary>
    public void StepDone(MetricsRow row, long promptsDrawn)
    {
        State = State with
        {
            Step = State.Step + 1,
            StageStep = State.StageStep + 1,
            PromptsDrawn = State.PromptsDrawn + promptsDrawn,
            PolicyVersion = PolicyVersion,
        };
        Recorder.StepDone(row);
    }

    /// <summary>Moves on to the next stage, with a checkpoint.</summary>
    public void NextStage()
    {
        State = State with { Stage = State.Stage + 1, StageStep = 0, PromptsDrawn = 0 };
        Checkpoint(null);
    }

    /// <summary>Writes where the run stands. A run that is killed at any point goes on from the last one.</summary>
    public void Checkpoint(OptimiserStep? optimiser)
    {
        Recorder.Sync();
        _checkpoint = _store.Save(State, folder =>
        {
            WriteModel(folder);
            optimiser?.Save(Path.Combine(folder, OptimiserFile));
        });
        Recorder.AddEvent("checkpoint", $"Checkpoint after step {State.Step}.");
    }

    /// <summary>Writes weights, configuration, tokenizer and template into a folder.</summary>
    public void WriteModel(string folder) => _loaded.Save(folder);

    public void AddAccuracy(string stage, Proportion accuracy) => _accuracies.Add(KeyValuePair.Create(stage, accuracy));

    /// <summary>Writes how the run ended.</summary>
    public void End(string status)
    {
        _lineage = _lineage with
        {
            Status = status,
            Ended = Time.GetUtcNow(),
            WeightsSha256 = status == "failed" ? null : WeightsHash.Of(Model.Parameters),
        };
        Recorder.AddEvent($"run-{status}", $"The run is {status} after step {State.Step}.");
        _lineage.Save(Recorder.Folder.LineagePath);
    }

    public RunResult Result(bool completed) => new()
    {
        Folder = Recorder.Folder,
        Completed = completed,
        Steps = State.Step,
        WeightsHash = _lineage.WeightsSha256!,
        Accuracies = _accuracies,
        Checkpoint = _checkpoint,
    };

    public void Dispose()
    {
        Recorder.Dispose();
        _loaded.Dispose();
    }

    private static RunLineage Lineage(RunRequest request, Recipe recipe, RunFolder folder, int? resumedAfter)
    {
        var before = RunLineage.Load(folder.LineagePath);
        return new RunLineage
        {
            Recipe = recipe.Name,
            Seed = recipe.Seed,
            Code = RunLineage.CodeVersion(),
            Machine = MachineFacts.Read(NativeLibraryHost.Description),
            Started = before?.Started ?? request.Time.GetUtcNow(),
            Status = "running",
            ResumedAfter = [.. before?.ResumedAfter ?? [], .. resumedAfter is { } step ? [(long)step] : Array.Empty<long>()],
            Inputs = before?.Inputs ?? [.. new[] { request.RecipePath }.Concat(recipe.Inputs).SelectMany(InputFile.OfAll)],
            Objective = string.Join("\n\n", recipe.Stages.OfType<RlStage>().Select(stage => stage.Objective.Formula())) is { Length: > 0 } text ? text : null,
        };
    }
}
