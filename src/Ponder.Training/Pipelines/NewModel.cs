using Ponder.Inference.Loading;
using Ponder.Models.Llama;
using Ponder.Text.Tokenizers;
using Ponder.Training.Recipes;

namespace Ponder.Training.Pipelines;

/// <summary>Makes the model that a recipe describes by its sizes.</summary>
internal static class NewModel
{
    public static LlamaOptions Options(NewModelRecipe recipe, int vocabulary) => new()
    {
        Vocabulary = vocabulary,
        Width = recipe.Width,
        Layers = recipe.Layers,
        Heads = recipe.Heads,
        KvHeads = recipe.KvHeads,
        HeadWidth = recipe.HeadWidth,
        FeedForward = recipe.FeedForward,
        Context = recipe.Context,
        RmsEps = 1e-5,
        RopeTheta = recipe.RopeTheta,
        Tied = recipe.Tied,
    };

    public static TextModel Create(NewModelRecipe recipe, ulong seed)
    {
        var tokenizer = CharacterTokenizer.FromAlphabet(recipe.Alphabet, recipe.Tokens);
        return new TextModel(LlamaModel.New(Options(recipe, tokenizer.VocabularySize), seed, recipe.InitStd), tokenizer);
    }
}
