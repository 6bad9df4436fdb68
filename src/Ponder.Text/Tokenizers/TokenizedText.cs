namespace Ponder.Text.Tokenizers;

/// <summary>Ids and where each comes from.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Offsets">For every id [start, end) in Unicode code points of the original text; tokens that share a
/// character share its span; added special tokens have (0, 0).</param>
public sealed record TokenizedText(int[] Ids, (int Start, int End)[] Offsets);
