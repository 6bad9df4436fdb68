using Ponder.Inference.Decoding;
using Ponder.Models.Llama;
using Ponder.Text;
using Ponder.Text.Tokenizers;

namespace Ponder.Inference;

/// <content>Engines of models.</content>
public sealed partial class Engine
{
    /// <summary>Makes an engine for a model, with the model's precision of linear maps, and publishes its weights.</summary>
    /// <param name="model">The model; its weights are copied, so it may be trained while the engine samples.</param>
    /// <param name="tokenizer">Turns tokens into text; null for tokens only.</param>
    /// <param name="options">Sizes; null for the defaults.</param>
    /// <param name="version">Version of the weights.</param>
    /// <param name="time">Clock of the counters; null for the system's.</param>
    /// <exception cref="Tensors.NativeException">No memory, or the CPU lacks bf16 products.</exception>
    public static Engine Create(
        LlamaModel model, ITokenizer? tokenizer = null, EngineOptions? options = null, int version = 0, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new EngineOptions();
        options.Validate();
        IDecoder decoder = DecoderOf(model, options);
        try
        {
            PackedWeights weights = Pack(decoder, model);
            var engine = new Engine(decoder, tokenizer, options, time);
            engine.Publish(weights, version);
            return engine;
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Copies and packs a version of the weights beside the one in use, on the calling thread, with its threads. Steps go on meanwhile; the copy takes the
    /// storage of the version before the one in use.
    /// </summary>
    /// <param name="model">A model of the sizes and precision that the engine was made for.</param>
    public PackedWeights Pack(LlamaModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Pack(_decoder, model);
    }

    /// <summary>Packs the model's weights on the calling thread and makes them the ones in use before the next step.</summary>
    /// <param name="model">A model of the sizes and precision that the engine was made for.</param>
    /// <param name="version">The number that is recorded with every token from now on.</param>
    public void Publish(LlamaModel model, int version) => Publish(Pack(model), version);

    private static IDecoder DecoderOf(LlamaModel model, EngineOptions options)
    {
        if (!model.Head.Value.IsComposed)
        {
            return new LlamaDecoder(model, options);
        }
        return options.Int8Weights
            ? throw new UserException($"int8 weights are for the CPU, the model lies on {model.Device}: use precision bf16, or device cpu")
            : new ModelDecoder(model, options);
    }

    private static PackedWeights Pack(IDecoder decoder, LlamaModel model) => decoder switch
    {
        LlamaDecoder native => native.Pack(model),
        ModelDecoder composed => composed.Pack(model),
        _ => throw new InvalidOperationException("this engine was not made for a Llama model"),
    };
}
