using Ponder.Data;
using Ponder.Data.Jsonl;
using Ponder.Text;
using Ponder.Training.Reinforcement;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class PromptStreamTests
{
    [Fact]
    public void Stream_of_a_task_in_file_order_reads_its_lines_again_and_again()
    {
        var stream = Stream(ordered: true);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i % 10}"), stream.Next(25).Select(prompt => prompt.Answer));
    }

    [Fact]
    public void Stream_of_a_shuffled_task_gives_every_item_once_per_pass_in_another_order()
    {
        var stream = Stream(ordered: false);

        string[] first = [.. stream.Next(10).Select(prompt => prompt.Answer)], second = [.. stream.Next(10).Select(prompt => prompt.Answer)];

        Assert.Equal(first.Order(), second.Order());
        Assert.NotEqual(first, second);
    }

    private static PromptStream Stream(bool ordered)
    {
        var folder = Directory.CreateTempSubdirectory("ponder-stream-");
        try
        {
            File.WriteAllLines(
                Path.Combine(folder.FullName, "a.jsonl"), Enumerable.Range(0, 10).Select(i => $$"""{"question": "Question {{i}}", "answer": {{i}}}"""));
            var task = new JsonlTask(new JsonlTaskOptions { Train = "a.jsonl", InFileOrder = ordered }, folder.FullName);
            return new PromptStream(task, 1, (item, ordinal) => new Prompt
            {
                Task = task.Name,
                Id = item.Id,
                Ordinal = ordinal,
                Question = item.Question,
                Text = item.Question,
                Tokens = [1],
                Answer = item.Answer,
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
