using System.Text.Json;
using Ponder.Cli.Verify;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

[Trait("Speed", "slow")]
public sealed class VerifyTests
{
    [Fact]
    public async Task Verdicts_come_in_the_order_of_the_input()
    {
        using var folder = new TemporaryFolder();
        var input = Path.Combine(folder.Path, "rows.jsonl");
        var output = Path.Combine(folder.Path, "verdicts.jsonl");
        var rows = Enumerable.Range(0, 3000).Select(i => $$"""{"id":"r{{i}}","gold":"{{i}}","prediction":"so it is {{i - (i % 3)}}"}""");
        await File.WriteAllTextAsync(input, string.Join('\n', rows) + "\n\n");

        var run = await CliRun.HereAsync("verify", "number", "--input", input, "--output", output);

        Assert.Equal(0, run.Code);
        Assert.Empty(run.Output);
        Assert.Contains("3,000 cases", run.Error);
        var verdicts = await File.ReadAllLinesAsync(output);
        Assert.Equal(3000, verdicts.Length);
        for (var i = 0; i < verdicts.Length; i++)
        {
            var verdict = JsonElement.Parse(verdicts[i]);
            Assert.Equal($"r{i}", verdict.GetProperty("id").GetString());
            Assert.Equal(i % 3 == 0 ? "correct" : "wrong", verdict.GetProperty("verdict").GetString());
            Assert.Equal(["id", "verdict", "score", "reason", "extracted", "ms"], verdict.EnumerateObject().Select(p => p.Name));
        }
    }

    [Fact]
    public async Task Undecided_has_no_score_and_a_list_of_golds_is_alternatives()
    {
        var run = await JudgeAsync("""{"id":7,"gold":"soon","prediction":"5"}""", """{"gold":["5","6"],"prediction":"6 \ud800"}""");

        Assert.Equal(0, run.Code);
        var verdicts = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToArray();
        Assert.Equal(7, verdicts[0].GetProperty("id").GetInt32());
        Assert.Equal(JsonValueKind.Null, verdicts[0].GetProperty("score").ValueKind);
        Assert.Equal("correct", verdicts[1].GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("""{"id":1,"gold":"5"}""", ":2: the field \"prediction\" is missing")]
    [InlineData("""{"id":1,"gold":[],"prediction":"5"}""", ":2: the list \"gold\" is empty")]
    [InlineData("""{"id":1,"gold":{},"prediction":"5"}""", ":2: the field \"gold\": expected a text, got an object")]
    [InlineData("{broken", ":2, byte 1: not JSON")]
    [InlineData("[1]", ":2: expected a JSON object, got a list")]
    public async Task Broken_line_is_named_after_the_verdicts_before_it(string line, string message)
    {
        var run = await JudgeAsync("""{"id":0,"gold":"5","prediction":"5"}""", line);

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("\uFEFF{\"gold\":\"5\",\"prediction\":\"5\"}\r\n\r\n{\"gold\":\"5\",\"prediction\":\"6\"}\r\n", "correct wrong")]
    [InlineData("{\"id\":\"\\ud800\",\"gold\":\"5\",\"prediction\":\"\\udfff 5\"}", "correct")]
    public async Task Marks_and_line_ends_of_other_systems_are_read(string rows, string verdicts)
    {
        var run = await JudgeAsync("number", [rows]);

        Assert.Equal(0, run.Code);
        Assert.Equal(verdicts, string.Join(' ', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("verdict").GetString())));
    }

    [Fact]
    public void Mark_that_a_reader_left_is_no_fault() => Assert.Equal(7, VerifyRow.Parse("\uFEFF{\"id\":7}", "standard input", 1).Id.GetInt32());

    [Fact]
    public async Task Deep_row_is_read_and_a_deeper_one_is_told_as_such()
    {
        var (deep, deeper) = (new string('[', 200) + new string(']', 200), new string('[', 600) + new string(']', 600));
        var run = await JudgeAsync($$"""{"gold":"5","prediction":"5","x":{{deep}}}""", $$"""{"gold":"5","prediction":"5","x":{{deeper}}}""");

        Assert.Equal(2, run.Code);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("depth", run.Error);
    }

    [Fact]
    public async Task Output_never_takes_the_place_of_the_input()
    {
        using var folder = new TemporaryFolder();
        var (input, link) = (folder.PathTo("rows.jsonl"), folder.PathTo("link.jsonl"));
        await File.WriteAllTextAsync(input, """{"gold":"5","prediction":"5"}""");
        File.CreateSymbolicLink(link, input);

        foreach (var (output, message) in new[] { (input, "is read too"), (link, "is read too"), (folder.Path, "is a folder") })
        {
            var run = await CliRun.HereAsync("verify", "number", "--input", input, "--output", output);
            Assert.Equal(2, run.Code);
            Assert.Contains(message, run.Error);
        }

        Assert.NotEmpty(await File.ReadAllTextAsync(input));
        var read = await CliRun.HereAsync("verify", "number", "--input", folder.Path);
        Assert.Equal(2, read.Code);
        Assert.Contains("is a folder; --input expects", read.Error);
    }

    [Fact]
    public async Task Run_ends_when_nobody_reads_it_any_more()
    {
        using var folder = new TemporaryFolder();
        var input = folder.PathTo("rows.jsonl");
        await File.WriteAllLinesAsync(input, Enumerable.Repeat("""{"gold":"5","prediction":"5"}""", 50_000));

        using var process = CliRun.Start(new Dictionary<string, string?>(), "verify", "number", "--input", input);
        var error = process.StandardError.ReadToEndAsync();
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        process.StandardOutput.Close();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Equal("stopped: nothing reads the output any more", (await error).Trim());
    }

    [Theory]
    [InlineData("nmber", "did you mean number")]
    [InlineData("number:x", "takes no argument")]
    public async Task Unknown_kind_is_named(string kind, string message)
    {
        var run = await CliRun.HereAsync("verify", kind, "--input", "rows.jsonl");

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error);
    }

    [Theory]
    [InlineData("format", """{"id":1,"text":"<think>a</think>b"}""", "correct", "b")]
    [InlineData("format", """{"id":1,"text":"a</think>b","options":{"opened":true}}""", "correct", "b")]
    [InlineData("instructions", """{"id":1,"instructions":["punctuation:no_comma"],"kwargs":[{}],"response":"a, b"}""", "wrong", "punctuation:no_comma")]
    [InlineData("instructions", """{"id":1,"instruction":"count:numbers","kwargs":{"N":2},"response":"1 2"}""", "correct", null)]
    [InlineData("language", """{"id":1,"text":"The dog sleeps under the table.","target":"de"}""", "wrong", "en")]
    [InlineData("language", """{"id":1,"text":"$x = 5$","target":"de"}""", "undecided", null)]
    [InlineData("proof", """{"id":1,"type":"equational_chain","lines":["1. 2*x","2. x + x","3. x"]}""", "wrong", "3")]
    [InlineData("proof", """{"id":1,"type":"equational_chain","response":"So:\n1. 2*x\n2. x + x\n"}""", "correct", null)]
    public async Task Kinds_read_their_own_fields(string kind, string row, string verdict, string? extracted)
    {
        var run = await JudgeAsync(kind, [row]);

        Assert.Equal((0, verdict, extracted), (run.Code, JsonElement.Parse(run.Output).GetProperty("verdict").GetString(), JsonElement.Parse(run.Output).GetProperty("extracted").GetString()));
    }

    [Fact]
    public async Task List_names_kinds_and_fields()
    {
        var run = await CliRun.HereAsync("verify", "--list");

        Assert.Equal(0, run.Code);
        Assert.Contains("number", run.Output);
        Assert.Contains("gold (text or list), prediction", run.Output);
    }

    private static Task<CliRun> JudgeAsync(params string[] lines) => JudgeAsync("number", lines);

    private static async Task<CliRun> JudgeAsync(string kind, string[] lines)
    {
        using var folder = new TemporaryFolder();
        var input = Path.Combine(folder.Path, "rows.jsonl");
        await File.WriteAllTextAsync(input, string.Join('\n', lines));
        return await CliRun.HereAsync("verify", kind, "--input", input);
    }
}
