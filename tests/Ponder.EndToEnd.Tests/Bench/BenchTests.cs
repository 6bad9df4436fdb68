using System.Text.Json;
using Ponder.Cli;
using Ponder.Cli.Bench;
using Ponder.EndToEnd.Tests.Training;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Xunit;

namespace Ponder.EndToEnd.Tests.Bench;

[Trait("Speed", "slow")]
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

        using (var decode = new DecodeBench(new("decode", Tiny, "fp32", 3, 4, 5, false), threads: 1, exact: true))
        {
            Assert.True(decode.Run(default).TokensPerSecond > 0);
        }

        using (var attention = new AttentionBench(new("attention", 2, 1, 8, [5, 3, 2], [-1, 0, 0], LinearPrecision.BFloat16)))
        {
            Assert.True(attention.Run().Rate > 0);
        }

        Assert.Equal(before, TensorMemory.LiveHandles);
    }

    [Fact]
    public void Rows_whose_time_is_over_still_have_one_repeat()
    {
        var calls = 0;
        BenchRow Run(TimeSpan? limit) => Rounds.Run("row", "1/s", null, 4, () => (++calls, 0), null, default, limit);

        Assert.Equal((1, 2), (Run(TimeSpan.Zero).Repeats, calls));
        Assert.Equal((4, 7), (Run(null).Repeats, calls));
    }

    [Fact]
    public void Decode_has_a_row_for_every_format_and_batch()
    {
        var asked = new BenchSettings(1, 1, null, Exact: false, default);
        var rows = DecodeCase.Decode.Where(row => asked.Wants(row.Name, row.Asked)).Select(row => row.Name);

        Assert.Equal(from format in new[] { "fp32", "bf16", "int8" } from batch in new[] { 1, 8, 32, 64, 128 } select $"decode/smollm2/{format}/b{batch}", rows);
    }

    [Theory]
    [InlineData("decode/smollm2/fp32/b1", "decode/smollm2/fp32/b1")]
    [InlineData("decode/smollm2/fp32/b12", "")]
    [InlineData("decode/smollm2/int8/b", "decode/smollm2/int8/b1 decode/smollm2/int8/b8 decode/smollm2/int8/b32 decode/smollm2/int8/b64 decode/smollm2/int8/b128")]
    public void Only_names_the_beginning_of_rows_and_whole_numbers(string only, string expected)
    {
        var settings = new BenchSettings(1, 1, only, Exact: false, default);

        Assert.Equal(expected, string.Join(' ', DecodeCase.Decode.Where(row => settings.Wants(row.Name, row.Asked)).Select(row => row.Name)));
    }

    [Fact]
    public void Useful_work_of_attention_counts_the_keys_that_are_seen()
    {
        Assert.Equal(12.0 * 2 * 8 * (15 + 3), new AttentionCase("plain", 2, 1, 8, [5, 2], null, LinearPrecision.Float32).Flops);
        Assert.Equal(12.0 * 2 * 8 * (15 + (5 * 2) + 3), new AttentionCase("tree", 2, 1, 8, [5, 2], [-1, 0], LinearPrecision.Float32).Flops);
    }

    [Fact]
    public void Steps_of_reinforcement_learning_are_measured_with_their_parts()
    {
        using var recipe = new TinyRecipe();
        var settings = new BenchSettings(1, NativeLibraryHost.Threads, null, Exact: true, default);

        var steps = RlBench.Run("rl/tiny/fp32", recipe.Path, "fp32", settings).ToDictionary(row => row.Name);
        var runs = RlBench.Run("rl/tiny/fp32", recipe.Path, "fp32", settings with { Seeds = 2 }).ToDictionary(row => row.Name);

        string[] parts = ["generate", "verify", "update", "other"];
        Assert.Equal(("s", 1), (steps["rl/tiny/fp32"].Unit, steps["rl/tiny/fp32"].Repeats));
        Assert.Equal(steps["rl/tiny/fp32"].Value, parts.Sum(part => steps[$"rl/tiny/fp32/{part}"].Value), 1e-9);
        Assert.Equal(
            steps["rl/tiny/fp32"].Value * steps["rl/tiny/fp32/gemm_bf16"].Value, steps["rl/tiny/fp32/work"].Value, 1e-6);
        Assert.False(steps.ContainsKey("rl/tiny/fp32/accuracy"));
        Assert.Equal(2, runs["rl/tiny/fp32/accuracy"].Repeats);
        Assert.Contains("gate 0.93", runs["rl/tiny/fp32/accuracy"].Unit, StringComparison.Ordinal);
        Assert.Equal(0, runs["rl/tiny/fp32/runs_at_0.85"].Value);
    }

    [Fact]
    public void Mark_is_reached_when_the_mean_of_ten_rewards_reaches_it()
    {
        RlStep Step(double reward) => new(2, 1, 0.1, 0.8, 100, reward, 200, 400);
        var run = new RlRun([.. Enumerable.Range(0, 30).Select(i => Step(i < 12 ? 0 : 1))], 0.9);

        Assert.Equal((42.0, 21), run.Reaches(0.85));   // nine of the steps 12 to 21
        Assert.Null(run.Reaches(1.01));
        Assert.Null(new RlRun([Step(1)], null).Reaches(0.5));
        Assert.Equal((2 * 400.0, 0.1), (Step(0).Work, Math.Round(Step(0).Other, 9)));
    }

    [Theory]
    [InlineData("rl --seeds 0", "--seeds is 0, expected at least 1")]
    [InlineData("train --seeds 2", "--seeds belongs to bench rl")]
    [InlineData("nothing", "there is no 'nothing'; there is train")]
    [InlineData("train --repeats 0", "--repeats is 0, expected at least 1")]
    public async Task Wrong_input_is_one_message_and_exit_code_2(string arguments, string message)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(ExitCodes.WrongInput, await CommandLine.RunAsync(["bench", .. arguments.Split(' ')], output, error));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }
}
