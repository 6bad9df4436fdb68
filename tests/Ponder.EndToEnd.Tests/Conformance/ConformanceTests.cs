using System.Text.Json;
using System.Text.Json.Nodes;
using Ponder.Cli;
using Ponder.Models;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.EndToEnd.Tests.Conformance;

[Trait("Speed", "slow")]
public sealed class ConformanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_lists_every_case_and_failures_give_exit_1()
    {
        WriteText("golden/safetensors/cases.json", """
            {"cases":[
             {"file":"files/good.safetensors","expected":"accept","tensors":{},"metadata":null},
             {"file":"files/bad.safetensors","expected":"accept","tensors":{},"metadata":null},
             {"file":"files/none.safetensors","expected":"accept","tensors":{},"metadata":null}]}
            """);
        WriteText("golden/safetensors/files/good.safetensors", "\u0002\0\0\0\0\0\0\0{}");
        WriteText("golden/safetensors/files/bad.safetensors", "{}");
        WriteText("golden/tool_parsing/rows.jsonl", "{\"id\":\"x\"}\n{}\n");
        WriteText("golden/tool_parsing/_hidden.jsonl", "{\"id\":\"y\"}\n");

        var (code, output, _) = await Run(_folder.PathTo("golden"), "--json");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(
            [
                "safetensors cases.json#files/bad.safetensors fail",
                "safetensors cases.json#files/good.safetensors pass",
                "safetensors cases.json#files/none.safetensors fail",
                "tool_parsing rows.jsonl#1 not-offered",
                "tool_parsing rows.jsonl#x not-offered",
            ],
            Lines(output));
        Assert.All(JsonNode.Parse(output)!["cases"]!.AsArray(), row => Assert.Equal((string?)row!["status"] == "pass", row["reason"] is null));
    }

    [Fact]
    public async Task Only_limits_to_an_area_and_to_names_that_begin_so()
    {
        WriteText("golden/tool_parsing/a.jsonl", "{\"id\":\"1\"}\n");
        WriteText("golden/tool_parsing/b.jsonl", "{\"id\":\"2\"}\n");
        WriteText("golden/structured/a.jsonl", "{\"id\":\"3\"}\n");

        var (code, output, _) = await Run(_folder.PathTo("golden"), "--json", "--only", "tool_parsing/b");

        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal(["tool_parsing b.jsonl#2 not-offered"], Lines(output));
    }

    [Fact]
    public async Task Folder_without_cases_is_wrong_input()
    {
        var (code, _, error) = await Run(_folder.Path);
        Assert.Equal(ExitCodes.WrongInput, code);
        Assert.Contains("no golden cases", error);

        (code, _, error) = await Run(_folder.PathTo("none"));
        Assert.Equal(ExitCodes.WrongInput, code);
        Assert.Contains("no such folder", error);
    }

    [Fact]
    public async Task Model_case_passes_within_its_tolerance_and_fails_beyond()
    {
        var place = _folder.PathTo("models", "tiny");
        using (TensorScope.Enter())
        {
            WriteModelCase(place, shift: 1e-6f);
        }

        var (code, output, _) = await Run(_folder.PathTo("models"), "--json");
        Assert.Equal(["models tiny pass"], Lines(output));
        Assert.Equal(ExitCodes.Done, code);

        using (TensorScope.Enter())
        {
            WriteModelCase(place, shift: 1e-3f);
        }

        (code, output, _) = await Run(_folder.PathTo("models"), "--json");
        Assert.Equal(["models tiny fail"], Lines(output));
        Assert.Contains("logits.0", (string?)JsonNode.Parse(output)!["cases"]![0]!["reason"]);
        Assert.Equal(ExitCodes.Failed, code);
    }

    [Fact]
    public async Task Family_that_is_not_supported_is_not_offered_with_a_reason()
    {
        WriteText("models/other/case.json", """{"kind":"causal_lm","model_type":"mamba"}""");

        var (code, output, _) = await Run(_folder.PathTo("models"), "--json");

        Assert.Equal(["models other not-offered"], Lines(output));
        Assert.Contains("llama", (string?)JsonNode.Parse(output)!["cases"]![0]!["reason"]);
        Assert.Equal(ExitCodes.Done, code);
    }

    [SharedTheory("golden")]
    [InlineData("safetensors")]
    [InlineData("models")]
    [InlineData("gguf")]
    [InlineData("stories260k")]
    [InlineData("tokenizers")]
    public async Task Golden_area_has_no_failure(string area)
    {
        var (code, output, _) = await Run(SharedFolder.Find("golden", area)!, "--models", SharedFolder.Find("models")!);

        Assert.True(code == ExitCodes.Done, output);
    }

    [SharedFact("golden", "smollm2")]
    public async Task Real_model_agrees_on_texts_tokens_and_probabilities()
    {
        foreach (var part in new[] { "smollm2/generation.json#6", "smollm2/logprobs.json#5", "smollm2/tokens.json" })
        {
            var (code, output, _) = await Run(SharedFolder.Find("golden", "smollm2")!, "--only", part, "--models", SharedFolder.Find("models")!);

            Assert.True(code == ExitCodes.Done, output);
        }
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["conformance", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static IEnumerable<string> Lines(string report) =>
        JsonNode.Parse(report)!["cases"]!.AsArray().Select(row => $"{row!["area"]} {row["case"]} {row["status"]}");

    private static void WriteModelCase(string folder, float shift)
    {
        var options = new LlamaOptions { Vocabulary = 11, Width = 8, Layers = 1, Heads = 2, KvHeads = 1, HeadWidth = 4, FeedForward = 12 };
        using var model = LlamaModel.New(options, 7, std: 0.5);
        HuggingFaceFolder.Save(folder, model);
        var inputs = new SafetensorsWriter();
        inputs.Add("input_ids.0", Tensor.From(new long[] { 1, 2, 3, 10 }, 4));
        inputs.Save(Path.Combine(folder, "inputs.safetensors"));
        var expected = new SafetensorsWriter();
        expected.Add("logits.0", (model.Logits(PackedBatch.From([[1, 2, 3, 10]])) + shift).Detach());
        expected.Save(Path.Combine(folder, "expected.safetensors"));
        File.WriteAllText(
            Path.Combine(folder, "case.json"),
            JsonSerializer.Serialize(new
            {
                kind = "causal_lm",
                model_type = "llama",
                suggested_abs_tolerance = new { logits = 1e-4, logprobs = 1e-4, loss = 1e-4, hidden = 1e-4, grad = 1e-4 },
            }));
    }

    private void WriteText(string path, string text)
    {
        var full = _folder.PathTo(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
