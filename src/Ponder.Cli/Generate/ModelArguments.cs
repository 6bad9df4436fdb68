using System.CommandLine;
using Ponder.Inference;
using Ponder.Inference.Loading;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Text;

namespace Ponder.Cli.Generate;

/// <summary>The model that a verb works with, and how it is run.</summary>
internal sealed class ModelArguments
{
    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "A Hugging Face folder, a GGUF file, a checkpoint, or a run folder (its newest checkpoint)",
    };

    private readonly Option<string> _precision = new("--precision") { Description = "Operands of the matrix products; int8: weights rounded to int8, implies --fast", DefaultValueFactory = _ => "fp32" };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of the numeric code", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string> _device = new("--device") { Description = "cpu, cuda (the first device) or cuda:1; not cpu implies --fast", HelpName = "DEVICE", DefaultValueFactory = _ => "cpu" };
    private readonly Option<bool> _fast = new("--fast") { Description = "May use instructions whose results differ in the last bits from training" };

    public ModelArguments(Command verb)
    {
        _precision.AcceptOnly("fp32", "bf16", "int8");
        _device.Validators.Add(result =>
        {
            if (!result.Errors.Any() && !Device.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"--device: expected cpu, cuda or cuda:1, got {result.GetValueOrDefault<string>()}");
            }
        });
        _threads.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int>() is < 1 and var got)
            {
                result.AddError($"--threads: expected at least 1, got {got}");
            }
        });
        verb.Arguments.Add(_model);
        verb.Options.Add(_precision);
        verb.Options.Add(_threads);
        verb.Options.Add(_device);
        verb.Options.Add(_fast);
    }

    /// <summary>The path as the user wrote it.</summary>
    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_model);

    /// <summary>Loads the model and starts an engine for it.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="sequences">Completions that are wanted at the same time.</param>
    public LoadedEngine Load(ParseResult parsed, int sequences)
    {
        var (threads, precision) = (parsed.GetValue(_threads), parsed.GetValue(_precision));
        _ = Device.TryParse(parsed.GetValue(_device), out var device);
        var fast = parsed.GetValue(_fast) || precision == "int8" || !device.IsCpu;
        NativeLibraryHost.Initialise(new NativeOptions { Threads = threads, RowExact = !fast });
        if (Devices.ProblemOf(device) is { } problem)
        {
            throw new UserException(problem);
        }

        var text = TextModel.Load(Path(parsed));
        try
        {
            text.Model.MoveTo(device);
            text.Model.Precision = precision == "fp32" ? LinearPrecision.Float32 : LinearPrecision.BFloat16;
            var options = new EngineOptions { Threads = threads, Fast = fast, Int8Weights = precision == "int8", MaxSequences = sequences };
            return new LoadedEngine(text, Engine.Create((LlamaModel)text.Model, text.Tokenizer, options));
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }
}
