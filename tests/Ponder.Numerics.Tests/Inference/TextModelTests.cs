using Ponder.Inference.Loading;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

public class TextModelTests : LeakCheckedTest
{
    [Fact]
    public void Text_model_saved_and_loaded_is_the_same()
    {
        using var folder = new TemporaryFolder();
        Tokenizer tokenizer = CharacterTokenizer.FromAlphabet("0123456789+=");
        using var made = new TextModel(LlamaModel.New(Tiny(tokenizer.VocabularySize), seed: 3), tokenizer);
        made.Save(folder.Path);

        using TextModel loaded = TextModel.Load(folder.Path);

        Assert.Equal(((LlamaModel)made.Model).Options, ((LlamaModel)loaded.Model).Options);
        foreach ((Parameter a, Parameter b) in made.Model.Parameters.Zip(loaded.Model.Parameters))
        {
            Assert.Equal(a.Name, b.Name);
            Assert.Equal(a.Value.ToArray<float>(), b.Value.ToArray<float>());
        }
        Assert.Equal(tokenizer.Encode("12+34="), loaded.Tokenizer.Encode("12+34="));
        Assert.Equal(made.StopTokens, loaded.StopTokens);
    }

    [Fact]
    public void Text_model_without_a_tokenizer_says_so()
    {
        using var folder = new TemporaryFolder();
        Tokenizer tokenizer = CharacterTokenizer.FromAlphabet("01");
        using (var made = new TextModel(LlamaModel.New(Tiny(tokenizer.VocabularySize), seed: 3), tokenizer))
        {
            made.Save(folder.Path);
        }
        File.Delete(Path.Combine(folder.Path, "tokenizer.json"));
        Assert.Contains("tokenizer.json", Assert.Throws<UserException>(() => TextModel.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_model_that_does_not_exist_names_the_path() =>
        Assert.Contains("no-such-model", Assert.Throws<CheckpointException>(() => TextModel.Load("no-such-model")).Message, StringComparison.Ordinal);

    [SharedFact("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf")]
    [Trait("Speed", "slow")]
    public void Text_model_of_a_gguf_file_renders_its_chat()
    {
        using TextModel model = TextModel.Load(SharedFolder.Find("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf")!);
        string text = model.ChatTemplate.Render([Message.User("Hi")], addGenerationPrompt: true);
        Assert.True(model.HasChatTemplate);
        Assert.EndsWith("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n", text, StringComparison.Ordinal);
        Assert.Contains(2, model.StopTokens);
        Assert.Equal(text, model.Tokenizer.Decode(model.Tokenizer.Encode(text), skipSpecial: false));
    }

    private static LlamaOptions Tiny(int vocabulary) => new()
    {
        Vocabulary = vocabulary,
        Width = 8,
        Layers = 1,
        Heads = 2,
        KvHeads = 1,
        HeadWidth = 4,
        FeedForward = 12,
        Tied = true,
    };
}
