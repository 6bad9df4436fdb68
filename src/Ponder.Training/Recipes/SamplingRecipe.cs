using Ponder.Inference.Requests;

namespace Ponder.Training.Recipes;

/// <summary>Reads a <c>sampling:</c> section.</summary>
internal static class SamplingRecipe
{
    public static SamplingOptions Read(Section section, int maxNewTokens, double temperature = 1) => new()
    {
        Temperature = section.Number("temperature", temperature, 0, 100),
        TopK = section.Whole("top_k", 0),
        TopP = section.Number("top_p", 1, 0, 1),
        MinP = section.Number("min_p", 0, 0, 1),
        MaxNewTokens = section.Whole("max_new_tokens", maxNewTokens, 1),
    };
}
