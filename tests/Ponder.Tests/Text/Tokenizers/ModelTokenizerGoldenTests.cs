using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.ChatTemplates;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Tests.Text.Tokenizers;

/// <summary>The tokenizers of the real models, from their folders and from their GGUF files.</summary>
[Trait("Speed", "slow")]
public sealed class ModelTokenizerGoldenTests
{
    [SharedTheory("golden", "smollm2")]
    [InlineData(false)]
    [InlineData(true)]
    public void SmolLm2_tokens_equal_reference(bool fromGguf)
    {
        var tokenizer = fromGguf
            ? FromGguf("smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf")
            : Tokenizer.FromFolder(SharedFolder.Find("models", "smollm2-135m-instruct")!);

        Assert.All(Rows("golden", "smollm2", "tokens.json"), row =>
        {
            var text = row.GetProperty("text").GetString()!;
            Assert.Equal(Ids(row, "ids"), tokenizer.Encode(text));
            Assert.Equal(row.GetProperty("decoded").GetString(), tokenizer.Decode(Ids(row, "ids"), skipSpecial: false));
            Assert.Equal(row.GetProperty("decoded_skip_special").GetString(), tokenizer.Decode(Ids(row, "ids")));
        });
        Assert.Equal((1, 2, 2, 49152), (tokenizer.BosId, tokenizer.EosId, tokenizer.PadId, tokenizer.VocabularySize));
        Assert.Empty(tokenizer.Warnings);
    }

    [SharedFact("golden", "smollm2")]
    public void SmolLm2_prompts_render_and_encode_to_reference()
    {
        var folder = SharedFolder.Find("models", "smollm2-135m-instruct")!;
        var tokenizer = Tokenizer.FromFolder(folder);
        var template = KnownTemplates.Resolve(ChatTemplateSource.FromFolder(folder, tokenizer.Config));
        var inConfig = KnownTemplates.Resolve(ChatTemplateSource.FromConfig(tokenizer.Config));

        Assert.All(Rows("golden", "smollm2", "generation.json"), row =>
        {
            var text = row.GetProperty("text").GetString()!;
            Assert.Equal(Ids(row, "ids"), tokenizer.Encode(text));
            if (row.TryGetProperty("messages", out var turns) && turns.ValueKind == JsonValueKind.Array)
            {
                var messages = turns.EnumerateArray()
                    .Select(m => new Message(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!)).ToArray();
                Assert.Equal(text, template.Render(messages, addGenerationPrompt: true));
                Assert.Equal(text, inConfig.Render(messages, addGenerationPrompt: true));
            }
        });
    }

    [SharedTheory("golden", "stories260k")]
    [InlineData(false)]
    [InlineData(true)]
    public void Stories260k_tokens_equal_reference(bool fromGguf)
    {
        var tokenizer = fromGguf
            ? FromGguf("stories260k", "stories260K.f32.gguf")
            : Tokenizer.FromFolder(SharedFolder.Find("models", "stories260k")!);

        Assert.All(Rows("golden", "stories260k", "tokens.json"), row =>
        {
            var text = row.GetProperty("text").GetString()!;
            Assert.Equal(Ids(row, "ids"), tokenizer.Encode(text, addSpecial: true));
            Assert.Equal(Ids(row, "ids_no_bos"), tokenizer.Encode(text));
            Assert.Equal(row.GetProperty("decoded").GetString(), tokenizer.Decode(Ids(row, "ids")));
        });
        Assert.Equal((1, 2, 512), (tokenizer.BosId, tokenizer.EosId, tokenizer.VocabularySize));
    }

    [SharedTheory("golden", "gguf")]
    [InlineData("tiny_llama")]
    [InlineData("tiny_llama3_rope")]
    public void Gguf_tokens_equal_reference(string name)
    {
        var tokenizer = Tokenizer.FromData(ReadGguf(SharedFolder.Find("golden", "gguf", name + ".f32.gguf")!));

        Assert.All(Rows("golden", "gguf", name + ".tokens.json"), row =>
        {
            Assert.Equal(Ids(row, "ids"), tokenizer.Encode(row.GetProperty("text").GetString()!));
            Assert.Equal(row.GetProperty("decoded").GetString(), tokenizer.Decode(Ids(row, "ids"), skipSpecial: false));
        });
    }

    [SharedFact("bench", "rl_addition", "tokenizer.json")]
    public void RlAddition_tokenizer_gives_the_ids_of_its_readme()
    {
        var tokenizer = Tokenizer.FromFolder(SharedFolder.Find("bench", "rl_addition")!);

        Assert.Equal([1, 9, 12, 9, 15, 12, 10, 8, 20], tokenizer.Encode("474+753=", addSpecial: true));
        var completion = tokenizer.Encode("<think>4+3+0=07,7+5+0=12,4+7+1=12</think>1227<eos>");
        Assert.Equal(33, completion.Length);
        Assert.Equal(3, completion[0]);
        Assert.Equal(2, completion[^1]);
        Assert.Equal("<think>4+3+0=07,7+5+0=12,4+7+1=12</think>1227", tokenizer.Decode(completion));
        var error = Assert.Throws<UserException>(() => tokenizer.Encode("1+x"));
        Assert.Contains("0x78", error.Message, StringComparison.Ordinal);
    }

    private static Tokenizer FromGguf(string model, string file) => Tokenizer.FromData(ReadGguf(SharedFolder.Find("models", model, file)!));

    private static TokenizerData ReadGguf(string path)
    {
        var keys = GgufMetadata.Read(path);
        T? Get<T>(string name) => keys.TryGetValue("tokenizer.ggml." + name, out var value) ? (T)value : default;
        T[]? List<T>(string name) => Get<object[]>(name)?.Cast<T>().ToArray();
        return new TokenizerData
        {
            Kind = Get<string>("model")!,
            Tokens = List<string>("tokens")!,
            Scores = List<float>("scores"),
            Types = List<int>("token_type"),
            Merges = List<string>("merges"),
            Pre = Get<string>("pre"),
            BosId = Get<int?>("bos_token_id"),
            EosId = Get<int?>("eos_token_id"),
            UnknownId = Get<int?>("unknown_token_id"),
            PadId = Get<int?>("padding_token_id"),
            AddBos = Get<bool?>("add_bos_token"),
            AddEos = Get<bool?>("add_eos_token"),
            AddSpacePrefix = Get<bool?>("add_space_prefix"),
            Source = Path.GetFileName(path),
        };
    }

    private static JsonElement[] Rows(params string[] path)
    {
        return JsonDocument.Parse(File.ReadAllText(SharedFolder.Find(path)!)).RootElement.EnumerateArray().ToArray();
    }

    private static int[] Ids(JsonElement row, string name) => row.GetProperty(name).EnumerateArray().Select(i => i.GetInt32()).ToArray();
}
