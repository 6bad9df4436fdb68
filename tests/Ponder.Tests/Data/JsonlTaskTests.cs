using System.Text;
using Ponder.Data;
using Ponder.Data.Jsonl;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class JsonlTaskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fields_are_mapped_and_patterns_applied()
    {
        Write("a.jsonl", """{"problem": "How many?", "solution": "2+3=<<2+3=5>>5 cats\n#### 1,005", "n": 3}""");

        var task = new JsonlTask(
            new JsonlTaskOptions
            {
                Train = "a.jsonl",
                Question = "problem",
                Answer = "solution",
                Demonstration = "solution",
                AnswerPattern = "#### (.+)",
                DemonstrationCut = "<<[^>]*>>",
                Verifier = new VerifierOptions { Type = "number" },
            },
            _folder.Path);

        Assert.Equal(
            new TaskItem { Id = "train/1", Question = "How many?", Answer = "1,005", Demonstration = "2+3=5 cats\n#### 1,005", Place = "a.jsonl:1" },
            task.ItemAt(Split.Train, 0));
        Assert.Equal("number", task.Verifier.Name);
        Assert.Equal((1, 0, 0), (task.Count(Split.Train), task.Count(Split.Validation), task.Count(Split.Test)));
    }

    [Fact]
    public void One_file_is_split_by_question_and_growing_it_moves_nothing()
    {
        string Row(int i) => $$"""{"question": "Question {{i}}", "answer": {{i}}}""";
        Write("small.jsonl", string.Join('\n', Enumerable.Range(0, 1000).Select(Row)));
        Write("large.jsonl", string.Join('\n', Enumerable.Range(0, 2000).Select(Row)) + "\n\n{\"question\": \" question  7\", \"answer\": 7}\n");

        var small = SplitsOf("small.jsonl");
        var large = SplitsOf("large.jsonl");

        Assert.Equal(1000, small.Count);
        Assert.Equal(2001, large.Count);
        Assert.All(small, row => Assert.Equal(row.Value, large[row.Key]));
        Assert.Equal(large["Question 7"], large[" question  7"]);
        Assert.InRange(small.Values.Count(s => s == Split.Test), 70, 130);
        Assert.InRange(small.Values.Count(s => s == Split.Validation), 25, 75);
    }

    [Fact]
    public void Items_keep_the_order_of_their_lines_where_the_recipe_asks_for_it()
    {
        Write("a.jsonl", string.Join('\n', Enumerable.Range(0, 50).Select(i => $$"""{"question": "Question {{i}}", "answer": {{i}}}""")));
        JsonlTask Task(bool ordered) => new(new JsonlTaskOptions { Train = "a.jsonl", InFileOrder = ordered }, _folder.Path);
        string[] Answers(JsonlTask task) => [.. Enumerable.Range(0, 50).Select(i => task.ItemAt(Split.Train, i).Answer)];
        string[] lines = [.. Enumerable.Range(0, 50).Select(i => $"{i}")];

        Assert.Equal(lines, Answers(Task(true)));
        Assert.True(Task(true).IsOrdered);
        Assert.NotEqual(lines, Answers(Task(false)));
        Assert.Equal(lines.Order(), Answers(Task(false)).Order());
        Assert.False(Task(false).IsOrdered);
    }

    [Theory]
    [InlineData("{\"question\": \"a\", \"answer\": \"b\"}\n{oops", "a.jsonl:2: not JSON")]
    [InlineData("\n[1]", "a.jsonl:2: expected a JSON object, found an array")]
    [InlineData("{\"q\": \"a\", \"answer\": \"b\"}", "a.jsonl:1: no field \"question\" for the question; the object has q, answer")]
    [InlineData("{\"question\": \"a\"}", "a.jsonl:1: no field \"answer\"")]
    [InlineData("{\"question\": \"a\", \"answer\": null}", "a.jsonl:1: field \"answer\" is null; expected a string or a number")]
    [InlineData("{\"question\": 5, \"answer\": 5}", "a.jsonl:1: field \"question\" is a number; expected a string")]
    [InlineData("{\"question\": \" \", \"answer\": 5}", "a.jsonl:1: field \"question\" is empty")]
    [InlineData("{\"question\": \"\\ud800\", \"answer\": 5}", "a.jsonl:1: a string is not well-formed")]
    [InlineData("\n\n", "a.jsonl: no rows")]
    public void Bad_row_names_file_and_line(string content, string expected)
    {
        Write("a.jsonl", content);

        Assert.Contains(expected, Error(new JsonlTaskOptions { File = "a.jsonl" }));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_the_users_error()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "a.jsonl"), [.. "{\"question\": \""u8, 0xff, .. "\", \"answer\": 1}"u8]);

        Assert.Contains("a.jsonl:1: not UTF-8", Error(new JsonlTaskOptions { File = "a.jsonl" }));
    }

    [Fact]
    public void Answer_that_the_pattern_does_not_match_names_file_and_line()
    {
        Write("a.jsonl", """{"question": "a", "answer": "no marker"}""");

        Assert.Contains("a.jsonl:1: answer_pattern", Error(new JsonlTaskOptions { File = "a.jsonl", AnswerPattern = "#### (.+)" }));
        Assert.Contains("not a regular expression", Error(new JsonlTaskOptions { File = "a.jsonl", AnswerPattern = "(" }));
    }

    [Fact]
    public void Question_in_two_splits_is_the_users_error()
    {
        Write("a.jsonl", "{\"question\": \"x\", \"answer\": 1}\n{\"question\": \"How  Many?\", \"answer\": 1}");
        Write("b.jsonl", "{\"question\": \"how many?\", \"answer\": 2}");

        Assert.Contains("b.jsonl:1: this question also stands at a.jsonl:2", Error(new JsonlTaskOptions { Train = "a.jsonl", Test = "b.jsonl" }));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_the_users_error()
    {
        Write("a.jsonl", """{"question": "a", "answer": "b"}""");

        Assert.Contains("no file", Error(new JsonlTaskOptions()));
        Assert.Contains("both file and", Error(new JsonlTaskOptions { File = "a.jsonl", Train = "a.jsonl" }));
        Assert.Contains("alone", Error(new JsonlTaskOptions { Validation = "a.jsonl" }));
        Assert.Contains("test_fraction", Error(new JsonlTaskOptions { File = "a.jsonl", TestFraction = 1.5 }));
        Assert.Contains("missing.jsonl cannot be read", Error(new JsonlTaskOptions { File = "missing.jsonl" }));
    }

    [SharedFact("data", "gsm8k")]
    public void Gsm8k_loads_with_every_solution_correct_by_the_number_verifier()
    {
        var task = new JsonlTask(
            new JsonlTaskOptions
            {
                Train = "train.jsonl",
                Test = "test.jsonl",
                Demonstration = "answer",
                AnswerPattern = "#### (.+)",
                DemonstrationCut = "<<[^>]*>>",
                Verifier = new VerifierOptions { Type = "number" },
            },
            SharedFolder.Find("data", "gsm8k")!);

        Assert.Equal((7473, 1319), (task.Count(Split.Train), task.Count(Split.Test)));
        foreach (var split in new[] { Split.Train, Split.Test })
        {
            for (var i = 0L; i < task.Count(split); i++)
            {
                var item = task.ItemAt(split, i);
                Assert.Equal(Outcome.Correct, task.Verifier.Verify(new(item.Question, item.Answer, item.Demonstration!)).Outcome);
            }
        }
    }

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(_folder.Path, file), content, new UTF8Encoding(false));

    private string Error(JsonlTaskOptions options) => Assert.Throws<UserException>(() => new JsonlTask(options, _folder.Path)).Message;

    private Dictionary<string, Split> SplitsOf(string file)
    {
        var task = new JsonlTask(new JsonlTaskOptions { File = file }, _folder.Path);
        return Enum.GetValues<Split>()
            .SelectMany(s => Enumerable.Range(0, (int)task.Count(s)).Select(i => (task.ItemAt(s, i).Question, Split: s)))
            .ToDictionary(x => x.Question, x => x.Split);
    }
}
