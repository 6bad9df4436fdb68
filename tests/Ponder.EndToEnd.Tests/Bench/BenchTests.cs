using System.Text.Json;
using Ponder.Cli;
using Ponder.Cli.Bench;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Xunit;

namespace Ponder.EndToEnd.Tests.Bench;

public class BenchTests
{
    private static readonly LlamaOptions Tiny = new()
    {
        Vocabulary = 13,
        Width = 16,
        Layers = 1,
        Heads = 2,
        KvHeads = 1,
        HeadWidth = 8,
        FeedForward = 24,
        Context = 64,
    };

    [Fact]
    public void Json_has_the_documented_form()
    {
        var document = new BenchDocument(
            new("a CPU", 2, 200, 400, 30), [new("train/small/fp32", 5000, "tokens/s", "gemm_fp32", 0.75, 4900, 5100, 5), new("x", 1, "s", null, null, 1, 1, 1)]);
        using var json = JsonDocument.Parse(document.ToJson());
        var machine = json.RootElement.GetProperty("machine");
        Assert.Equal(["cpu", "threads", "gemm_fp32_gflops", "gemm_bf16_gflops", "read_gb_s"], machine.EnumerateObject().Select(p => p.Name));
        var rows = json.RootElement.GetProperty("rows");
        Assert.Equal(["name", "value", "unit", "of", "share", "min", "max", "repeats"], rows[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(0.75, rows[0].GetProperty("share").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("of").ValueKind);
        Assert.Contains("75 % of gemm_fp32", document.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_and_decoding_are_measured_and_leave_nothing_behind()
    {
        NativeLibraryHost.SetThreads(NativeLibraryHost.Threads);
        var before = TensorMemory.LiveHandles;
        using (var train = new TrainBench(Tiny, 2, 16, LinearPrecision.Float32))
        {
            var row = Rounds.Run("train", "tokens/s", null, 2, train.Step, null, default);
            Assert.True(row.Value > 0 && row.Min <= row.Value && row.Value <= row.Max);
            Assert.Null(row.Share);
        }

        using (var decode = new DecodeBench(new("decode", Tiny, LinearPrecision.Float32, 3, 4, 5, false), threads: 1))
        {
            Assert.True(decode.Run(default).TokensPerSecond > 0);
        }

        Assert.Equal(before, TensorMemory.LiveHandles);
    }

    [Theory]
    [InlineData("nothing", "there is no 'nothing'; there is train")]
    [InlineData("train --repeats 0", "--repeats is 0, expected at least 1")]
    public async Task Wrong_input_is_one_message_and_exit_code_2(string arguments, string message)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(ExitCodes.WrongInput, await CommandLine.RunAsync(["bench", .. arguments.Split(' ')], output, error));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }
}
