using System.Text.Json;
using Ponder.Data;
using Ponder.Data.Prompts;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.ChatTemplates;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class PromptBuilderTests
{
    private static readonly Tokenizer Letters = CharacterTokenizer.FromAlphabet("0123456789+=?;.[]:>abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ");

    private static readonly TaskItem Item = new() { Id = "train/3", Question = "1+2=", Answer = "3", Demonstration = "3" };

    [Fact]
    public void Plain_text_is_the_question_as_is()
    {
        var prompt = new PromptBuilder(new PromptFormat(), Letters, null).Build("addition", Item, 17);

        Assert.Equal(("addition", "train/3", 17L, "1+2=", "1+2=", "3"), (prompt.Task, prompt.Id, prompt.Ordinal, prompt.Question, prompt.Text, prompt.Answer));
        Assert.Equal(Letters.Encode("1+2=", addSpecial: true), prompt.Tokens);
        Assert.Equal(Letters.BosId, prompt.Tokens[0]);
    }

    [Fact]
    public void Plain_shots_are_joined_by_the_separator()
    {
        var format = new PromptFormat { Shots = [new("1+1", "2"), new("2+2", "4")], Suffix = "=", Separator = ";" };

        Assert.Equal("1+1=2;2+2=4;3+3=", new PromptBuilder(format, Letters, null).Render("3+3"));
    }

    [Fact]
    public void Chat_renders_system_shots_and_question_as_turns()
    {
        var format = new PromptFormat { Style = PromptStyle.Chat, System = "Be brief.", Shots = [new("1+1", "2")], Suffix = "?" };

        var prompt = new PromptBuilder(format, Letters, new BracketTemplate()).Build("addition", Item, 0);

        Assert.Equal("[system:Be brief.][user:1+1?][assistant:2][user:1+2=?]>", prompt.Text);
        Assert.Equal(Letters.Encode(prompt.Text), prompt.Tokens);
        Assert.NotEqual(Letters.BosId, prompt.Tokens[0]);
    }

    [Fact]
    public void Completion_is_the_demonstration_and_the_end_of_text()
    {
        var builder = new PromptBuilder(new PromptFormat(), Letters, null);

        Assert.Equal([Letters.IdOf("3")!.Value, Letters.EosId!.Value], builder.Completion(Item));
        Assert.Contains("no demonstration", Assert.Throws<UserException>(() => builder.Completion(Item with { Demonstration = null })).Message);
    }

    [Fact]
    public void Format_that_does_not_fit_is_the_users_error()
    {
        Assert.Contains("chat template", Assert.Throws<UserException>(
            () => new PromptBuilder(new PromptFormat { Style = PromptStyle.Chat }, Letters, null)).Message);
        Assert.Contains("system message", Assert.Throws<UserException>(
            () => new PromptBuilder(new PromptFormat { System = "x" }, Letters, null)).Message);
    }

    [SharedFact("golden", "smollm2", "few_shot.json")]
    public void Three_shot_turns_of_the_reference_are_expressed_by_shots_and_suffix()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("golden", "smollm2", "few_shot.json")!));
        var expected = string.Concat(document.RootElement.GetProperty("addition_turns").EnumerateArray()
            .Select(t => $"[{t.GetProperty("role").GetString()}:{t.GetProperty("content").GetString()}]"));
        var format = new PromptFormat
        {
            Style = PromptStyle.Chat,
            Suffix = document.RootElement.GetProperty("suffix").GetString()!,
            Shots =
            [
                new("What is 2 + 3?", "2 + 3 = 5. The answer is \\boxed{5}."),
                new("What is 6 + 1?", "6 + 1 = 7. The answer is \\boxed{7}."),
                new("What is 12 + 15?", "12 + 15 = 27. The answer is \\boxed{27}."),
            ],
        };

        Assert.StartsWith(expected, new PromptBuilder(format, Letters, new BracketTemplate()).Render("What is 51 + 29?"));
    }

    private sealed class BracketTemplate : IChatTemplate
    {
        public string Render(IReadOnlyList<Message> messages, bool addGenerationPrompt) =>
            string.Concat(messages.Select(m => $"[{m.Role}:{m.Content}]")) + (addGenerationPrompt ? ">" : "");
    }
}
