using Ponder.Data;
using Ponder.Data.Prompts;
using Ponder.Data.Puzzles;
using Ponder.Inference;
using Ponder.Inference.Loading;
using Ponder.Inference.Requests;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Runs.Storage;
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
    private readonly RunSummary _summary = new();
    private readonly RunRequest _request;
    private RunLineage _lineage;
    private string? _checkpoint;
    private bool _resumeOptimiser;

    private RunSession(RunRequest request, Recipe recipe, RunPlace place, TextModel loaded)
    {
        Recipe = recipe;
        Time = request.Time;
        _request = request;
        _loaded = loaded;
        _checkpoint = place.Checkpoint;
        _store = new CheckpointStore(place.Folder.CheckpointsPath, recipe.CheckpointKeep);
        State = place.Checkpoint is null ? new TrainState() : CheckpointStore.ReadState(place.Checkpoint);
        PolicyVersion = State.PolicyVersion;
        Difficulty = State.Difficulty;
        _resumeOptimiser = place.Checkpoint is not null;
        _lineage = Lineage(request, recipe, place, State.Step);
        _lineage.Save(place.Folder.LineagePath);
        if (!File.Exists(place.Folder.RecipePath) || place.Changes.Count > 0)
        {
            DurableFile.Write(place.Folder.RecipePath, recipe.Resolved);
        }
        Recorder = new RunRecorder(place.Folder, request.Time, request.Display, place.Resumed ? State.Step : null, place.Held);
        foreach (var change in place.Changes)
        {
            Recorder.Note($"Changed with --resume: {change}.");
        }
        foreach (var row in place.Resumed ? MetricsLog.Read(place.Folder.MetricsPath) : [])
        {
            _summary.AddEarlier(row);
        }
    }

    public Recipe Recipe { get; }

    public TimeProvider Time { get; }

    public RunRecorder Recorder { get; }

    public TrainState State { get; private set; }

    public int PolicyVersion { get; set; }

    /// <summary>Where the difficulty stands after the step that is being done; null where it does not follow the answers.</summary>
    public IReadOnlyList<DifficultyState>? Difficulty { get; set; }

    public ILanguageModel Model => _loaded.Model;

    public ITokenizer Tokenizer => _loaded.Tokenizer;

    public StageRecipe Stage => Recipe.Stages[State.Stage];

    public StopOptions StopOptions => new() { TokenIds = _loaded.StopTokens };

    /// <summary>
    /// Loads or makes the model, looks at the tasks with it and opens the run's logs. A run that goes on is locked first; the folder of a new
    /// one is made last, so that a start that fails leaves nothing behind.
    /// </summary>
    public static RunSession Open(RunRequest request, Recipe recipe)
    {
        var place = request.Resume ? RunPlace.Existing(request, recipe) : null;
        TextModel? loaded = null;
        try
        {
            NativeLibraryHost.Initialise(new NativeOptions { Threads = recipe.Threads, RowExact = recipe.Exact });
            if (Devices.ProblemOf(recipe.Device) is { } problem)
            {
                throw new UserException(problem);
            }
            loaded = place?.Checkpoint is { } checkpoint ? TextModel.Load(checkpoint)
                : recipe.Model.Path is { } path ? TextModel.Load(path)
                : NewModel.Create(recipe.Model.New!, recipe.Seed);
            loaded.Model.Precision = recipe.Precision;
            loaded.Model.MoveTo(recipe.Device);
            foreach (var parameter in loaded.Model.Parameters)
            {
                parameter.Value.RequiresGrad = true;
            }
            TaskChecks.Run(recipe, loaded);
            place ??= RunPlace.New(request, recipe);
            return new RunSession(request, recipe, place, loaded);
        }
        catch
        {
            loaded?.Dispose();
            place?.Abandon();
            throw;
        }
    }

    /// <summary>Renders and tokenizes items of a task for this run's model.</summary>
    public PromptBuilder PromptBuilderOf(TaskRecipe task) =>
        new(task.Format, _loaded.Tokenizer, _loaded.HasChatTemplate ? _loaded.ChatTemplate : null);

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
        model.MoveTo(Recipe.Device);
        return model;
    }

    /// <summary>Logs a step and moves on by one.</summary>
    public void StepDone(MetricsRow row, long promptsDrawn)
    {
        row[MetricNames.MemoryRss] = Environment.WorkingSet;
        row[MetricNames.MemoryLiveHandles] = TensorMemory.LiveHandles;
        _summary.Add(row);
        State = State with
        {
            Step = State.Step + 1,
            StageStep = State.StageStep + 1,
            PromptsDrawn = State.PromptsDrawn + promptsDrawn,
            PolicyVersion = PolicyVersion,
            Difficulty = Difficulty,
        };
        Recorder.StepDone(row);
    }

    /// <summary>Moves on to the next stage, with a checkpoint.</summary>
    public void NextStage()
    {
        Difficulty = null;
        State = State with { Stage = State.Stage + 1, StageStep = 0, PromptsDrawn = 0, Difficulty = null };
        Checkpoint(null);
    }

    /// <summary>Writes where the run stands. A run that is killed at any point goes on from the last one.</summary>
    public void Checkpoint(OptimiserStep? optimiser)
    {
        Recorder.Sync();
        try
        {
            _checkpoint = _store.Save(State, folder =>
            {
                WriteModel(folder);
                optimiser?.Save(Path.Combine(folder, OptimiserFile));
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunStorageException(Recorder.Folder.CheckpointPath(State.Step), e);
        }
        Recorder.AddEvent("checkpoint", $"Checkpoint after step {State.Step}.");
    }

    /// <summary>Writes weights, configuration, tokenizer and template into a folder.</summary>
    public void WriteModel(string folder) => _loaded.Save(folder);

    /// <summary>Adds to the error of a failed update what the user can do now.</summary>
    public TrainingException WithAdvice(TrainingException error, OptimiserRecipe optimiser)
    {
        var lower = FormattableString.Invariant($"{Stage.Name}.optimiser.lr={optimiser.LearningRate / 10:G3}");
        return new TrainingException(_checkpoint is null
            ? $"{error.Message} There is no checkpoint yet; start again: {TrainCommand.Of(_request, "--set", lower)}"
            : $"{error.Message} {Path.GetFileName(_checkpoint)} is the last checkpoint; go on from it: {TrainCommand.Of(_request, "--set", lower, "--resume")}");
    }

    /// <summary>Writes how the run ended.</summary>
    public void End(string status)
    {
        _lineage = _lineage with { Status = status, Ended = Time.GetUtcNow(), WeightsSha256 = WeightsHash.Of(Model.Parameters) };
        Recorder.AddEvent($"run-{status}", $"The run is {status} after step {State.Step}.");
        _lineage.Save(Recorder.Folder.LineagePath);
    }

    /// <summary>Writes that the run failed and why, as far as that can be written: the error itself goes on to the user.</summary>
    public void EndFailed(Exception failure)
    {
        var why = failure is UserException or TrainingException or GenerationException or IOException ? failure.Message : failure.ToString();
        _lineage = _lineage with { Status = "failed", Ended = Time.GetUtcNow(), WeightsSha256 = null };
        try
        {
            Recorder.AddEvent("run-failed", $"The run failed after step {State.Step}: {why}");
            _lineage.Save(Recorder.Folder.LineagePath);
        }
        catch (RunStorageException)
        {
            // Most likely the failure itself: a full disk.
        }
    }

    public RunResult Result(bool completed) => new()
    {
        Folder = Recorder.Folder,
        Completed = completed,
        Steps = State.Step,
        WeightsHash = _lineage.WeightsSha256!,
        Accuracies = _summary.Accuracies,
        Memory = _summary.Memory,
        Checkpoint = _checkpoint,
    };

    public void Dispose()
    {
        Recorder.Dispose();
        _loaded.Dispose();
    }

    private static RunLineage Lineage(RunRequest request, Recipe recipe, RunPlace place, int step)
    {
        var before = RunLineage.Load(place.Folder.LineagePath);
        return new RunLineage
        {
            Recipe = recipe.Name,
            Seed = recipe.Seed,
            Code = RunLineage.CodeVersion(),
            Machine = MachineFacts.Read(NativeLibraryHost.Description),
            Started = before?.Started ?? request.Time.GetUtcNow(),
            Status = "running",
            ResumedAfter = [.. before?.ResumedAfter ?? [], .. place.Resumed ? [(long)step] : Array.Empty<long>()],
            Changes = [.. before?.Changes ?? [], .. place.Changes.Select(change => $"after step {step}: {change}")],
            Inputs = before?.Inputs ?? [.. new[] { request.RecipePath }.Concat(recipe.Inputs).SelectMany(InputFile.OfAll)],
            Objective = string.Join("\n\n", recipe.Stages.OfType<RlStage>().Select(stage => stage.Objective.Formula())) is { Length: > 0 } text ? text : null,
        };
    }
}
