using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>The tokenizer inside a GGUF file, as data.</summary>
public sealed record GgufTokenizer
{
    /// <summary><c>gpt2</c> (byte-level BPE) or <c>llama</c> (SentencePiece-style, scores decide merges).</summary>
    public required string Model { get; init; }

    /// <summary>
    /// Name of the rule that splits text before BPE, for example <c>smollm</c>; null when the file does not say.
    /// </summary>
    public string? PreTokenizer { get; init; }

    /// <summary>Tokens by id.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>
    /// Type of each token: 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte; empty: all normal.
    /// </summary>
    public IReadOnlyList<int> TokenTypes { get; init; } = [];

    /// <summary>Scores (SentencePiece); empty when absent.</summary>
    public IReadOnlyList<float> Scores { get; init; } = [];

    /// <summary>Merges "left right" in order of rank (BPE); empty when absent.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>Beginning-of-sequence id.</summary>
    public int? BosId { get; init; }

    /// <summary>End-of-sequence id.</summary>
    public int? EosId { get; init; }

    /// <summary>End-of-turn id.</summary>
    public int? EotId { get; init; }

    /// <summary>Padding id.</summary>
    public int? PadId { get; init; }

    /// <summary>Unknown id.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Whether BOS is put in front; null when the file does not say.</summary>
    public bool? AddBos { get; init; }

    /// <summary>Whether EOS is put behind; null when the file does not say.</summary>
    public bool? AddEos { get; init; }

    /// <summary>Whether a space is put in front; null when the file does not say.</summary>
    public bool? AddSpacePrefix { get; init; }

    /// <summary>Reads the tokenizer of a file; null when there is none.</summary>
    /// <exception cref="CheckpointException">A key has the wrong type, or lists differ in length.</exception>
    public static GgufTokenizer? Read(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        const string prefix = "tokenizer.ggml.";
        var keys = file.Metadata;
        if (keys.TextOf(prefix + "model") is not { } model || keys.TextsOf(prefix + "tokens") is not { } tokens)
        {
            return null;
        }

        var types = keys.IntegersOf(prefix + "token_type") ?? [];
        var scores = keys.NumbersOf(prefix + "scores") ?? [];
        if ((types.Count > 0 && types.Count != tokens.Count) || (scores.Count > 0 && scores.Count != tokens.Count))
        {
            throw new CheckpointException(
                $"{file.Path}: there are {tokens.Count} tokens, {types.Count} token types and {scores.Count} scores; "
                + "expected as many of each");
        }

        int? Id(string name) => keys.IntegerOf(prefix + name) is null ? null : keys.Require(prefix + name, 0, tokens.Count - 1);

        return new GgufTokenizer
        {
            Model = model,
            PreTokenizer = keys.TextOf(prefix + "pre"),
            Tokens = tokens,
            TokenTypes = types,
            Scores = scores,
            Merges = keys.TextsOf(prefix + "merges") ?? [],
            BosId = Id("bos_token_id"),
            EosId = Id("eos_token_id"),
            EotId = Id("eot_token_id"),
            PadId = Id("padding_token_id"),
            UnknownId = Id("unknown_token_id"),
            AddBos = keys.FlagOf(prefix + "add_bos_token"),
            AddEos = keys.FlagOf(prefix + "add_eos_token"),
            AddSpacePrefix = keys.FlagOf(prefix + "add_space_prefix"),
        };
    }
}
