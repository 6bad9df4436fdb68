namespace Ponder.Text.Tokenizers;

/// <summary>A named rule that splits text before byte-level BPE.</summary>
/// <param name="Name">The name in <c>tokenizer.ggml.pre</c>.</param>
/// <param name="PreTokenizer">The member <c>pre_tokenizer</c> of the model family's <c>tokenizer.json</c>.</param>
/// <param name="Normalizer">The member <c>normalizer</c>.</param>
/// <param name="IgnoreMerges">Whether a word that is in the vocabulary is one token whatever the merges say.</param>
/// <param name="AddBos">Whether BOS comes first where the file does not say.</param>
public sealed record PreTokenizerRule(
    string Name, string PreTokenizer, string Normalizer = "null", bool IgnoreMerges = false, bool AddBos = false);
