namespace Ponder.Text.Tokenizers;

/// <summary>What a checkpoint file such as GGUF says about its tokenizer, as plain data.</summary>
public sealed record TokenizerData
{
    /// <summary><c>gpt2</c> (byte-level BPE) or <c>llama</c> (SentencePiece-style BPE by scores).</summary>
    public required string Kind { get; init; }

    /// <summary>Tokens by id.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>One score per token; higher merges first. Needed for <c>llama</c>.</summary>
    public IReadOnlyList<float>? Scores { get; init; }

    /// <summary>One type per token: 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte. Absent: all normal.</summary>
    public IReadOnlyList<int>? Types { get; init; }

    /// <summary>Merges <c>left right</c> by rank. Needed for <c>gpt2</c>.</summary>
    public IReadOnlyList<string>? Merges { get; init; }

    /// <summary>The rule that splits text before BPE: a name of <see cref="PreTokenizerRules"/>. Ignored for <c>llama</c>.</summary>
    public string? Pre { get; init; }

    /// <summary>Beginning-of-sequence id.</summary>
    public int? BosId { get; init; }

    /// <summary>End-of-sequence id.</summary>
    public int? EosId { get; init; }

    /// <summary>Unknown id.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Padding id.</summary>
    public int? PadId { get; init; }

    /// <summary>Whether BOS comes first. Absent: yes for <c>llama</c> and the rules that say so, else no.</summary>
    public bool? AddBos { get; init; }

    /// <summary>Whether EOS comes last. Absent: no.</summary>
    public bool? AddEos { get; init; }

    /// <summary>Whether a space is put before the text. Absent: yes for <c>llama</c>, else no.</summary>
    public bool? AddSpacePrefix { get; init; }

    /// <summary>The chat template's text, if the file holds one.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Where the data come from, for messages.</summary>
    public string Source { get; init; } = "tokenizer metadata";
}
