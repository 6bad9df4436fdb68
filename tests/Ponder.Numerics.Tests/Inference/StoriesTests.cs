using System.Text.Json;
using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Models;
using Ponder.Models.Checkpoints;
using Ponder.Models.Llama;
using Ponder.TestSupport;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>A real model, from its file to its text.</summary>
[Trait("Speed", "slow")]
public class StoriesTests : LeakCheckedTest
{
    [SharedTheory("golden", "stories260k", "generation.json")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stories_greedy_completions_equal_the_golden_ones(bool fast)
    {
        string folder = SharedFolder.Find("models", "stories260k")!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("golden", "stories260k", "generation.json")!));
        JsonElement[] rows = [.. document.RootElement.EnumerateArray()];
        using LoadedModel loaded = Families.Load(folder);
        using Engine engine = Engine.Create(
            (LlamaModel)loaded.Model, Tokenizer.FromFolder(folder), new EngineOptions { Threads = 2, Fast = fast, MaxSequences = 8, MaxRows = 32 });

        IReadOnlyList<IReadOnlyList<GenerationResult>> results = await engine.GenerateAsync([.. rows.Select(row => new GenerationRequest
        {
            Prompt = Ints(row, "ids"),
            Sampling = SamplingOptions.Greedy with { MaxNewTokens = row.GetProperty("greedy_ids").GetArrayLength() },
        })]);

        foreach ((JsonElement row, IReadOnlyList<GenerationResult> result) in rows.Zip(results))
        {
            Assert.Equal(Ints(row, "greedy_ids"), result[0].Tokens);
            Assert.Equal(row.GetProperty("greedy_text").GetString(), row.GetProperty("prompt").GetString() + result[0].Text);
        }
        Assert.Equal(0, engine.Counters.BlocksInUse);
    }

    private static int[] Ints(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
}
