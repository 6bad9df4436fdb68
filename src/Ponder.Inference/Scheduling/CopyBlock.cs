namespace Ponder.Inference.Scheduling;

/// <summary>Copies the first <paramref name="positions"/> tokens of a block of the KV cache into another, in every layer.</summary>
internal delegate void CopyBlock(int from, int to, int positions);
