using System.Text;
using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.ChatTemplates;
using Xunit;

namespace Ponder.Tests.Text.ChatTemplates;

/// <summary>Conversations of plain text rendered by transformers.</summary>
public sealed class ChatTemplateGoldenTests
{
    [SharedTheory("golden", "chat_templates")]
    [InlineData("vllm_chatml")]
    [InlineData("qwen2_5")]
    public void ChatMl_template_renders_text_conversations_as_reference(string name)
    {
        var folder = SharedFolder.Find("golden", "chat_templates")!;
        var expected = File.ReadLines(Path.Combine(folder, "expected", name + ".jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(row => row.GetProperty("conversation").GetString()!);
        var template = KnownTemplates.Resolve(new ChatTemplateSource(File.ReadAllText(Path.Combine(folder, "templates", name + ".jinja"))));
        var conversations = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "conversations.json"))).RootElement;
        var (faults, compared) = (new StringBuilder(), 0);

        foreach (var conversation in conversations.EnumerateArray().Where(IsPlainText))
        {
            var row = expected[conversation.GetProperty("name").GetString()!];
            var wanted = row.TryGetProperty("text", out var text) ? text.GetString() : "(error)";
            var got = Render(template, conversation);
            compared++;
            if (wanted != got)
            {
                faults.AppendLine($"{row.GetProperty("conversation")}: {JsonSerializer.Serialize(wanted)} != {JsonSerializer.Serialize(got)}");
            }
        }

        Assert.True(faults.Length == 0, faults.ToString());
        Assert.InRange(compared, 20, 60);
    }

    [SharedTheory("golden", "smollm2")]
    [InlineData("addition_turns")]
    [InlineData("word_problem_turns")]
    public void SmolLm2_template_of_model_folder_renders_few_shot_turns(string turns)
    {
        var source = new ChatTemplateSource(File.ReadAllText(
            SharedFolder.Find("models", "smollm2-135m-instruct", "chat_template.jinja")!));
        var data = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("golden", "smollm2", "few_shot.json")!)).RootElement;
        var messages = data.GetProperty(turns).EnumerateArray()
            .Select(m => new Message(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!)).ToArray();

        var text = KnownTemplates.Resolve(source).Render(messages, addGenerationPrompt: true);

        var expected = "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
            + string.Concat(messages.Select(m => $"<|im_start|>{m.Role}\n{m.Content}<|im_end|>\n")) + "<|im_start|>assistant\n";
        Assert.Equal(expected, text);
    }

    private static bool IsPlainText(JsonElement conversation)
    {
        return (!conversation.TryGetProperty("tools", out var tools) || tools.ValueKind == JsonValueKind.Null)
            && !conversation.GetProperty("kwargs").TryGetProperty("continue_final_message", out _)
            && conversation.GetProperty("messages").EnumerateArray().All(m =>
                m.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
                && !m.TryGetProperty("tool_calls", out _));
    }

    private static string Render(IChatTemplate template, JsonElement conversation)
    {
        var messages = conversation.GetProperty("messages").EnumerateArray()
            .Select(m => new Message(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!)).ToArray();
        var generation = conversation.GetProperty("kwargs").TryGetProperty("add_generation_prompt", out var flag) && flag.GetBoolean();
        try
        {
            return template.Render(messages, generation);
        }
        catch (UserException)
        {
            return "(error)";
        }
    }
}
