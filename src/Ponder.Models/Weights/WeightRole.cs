namespace Ponder.Models.Weights;

/// <summary>What a weight does, which decides how a new one is filled.</summary>
public enum WeightRole
{
    /// <summary>A matrix: normal.</summary>
    Matrix,

    /// <summary>A matrix whose result is added to the residual stream: normal, optionally narrower with depth.</summary>
    ResidualOutput,

    /// <summary>A table of embeddings: normal.</summary>
    Embedding,

    /// <summary>The scale of a norm: ones.</summary>
    Scale,

    /// <summary>A bias: zeros.</summary>
    Bias,
}
