using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ponder.Inference.Requests;
using Ponder.Text;

namespace Ponder.Cli.Generate;

/// <summary><c>ponder chat</c>: a conversation in the terminal; lines of messages where input is piped.</summary>
public static class ChatVerb
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "chat", "Talk with a model.",
            ("chat models/smollm2", "a conversation; /reset forgets it, /exit or Ctrl-D ends"),
            ("chat models/smollm2 --system \"Answer in one word.\" -t 0", "with instructions, always the likeliest words"),
            ("chat models/smollm2 < questions.jsonl", "one {\"content\": …} per line in, one answer per line out"));
        var model = new ModelArguments(verb);
        var system = new Option<string?>("--system") { Description = "System message" };
        verb.Options.Add(system);
        var sampling = new SamplingArguments(verb, temperature: 0.7);
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var engine = model.Load(parsed, sequences: 1);
            if (!engine.Text.HasChatTemplate)
            {
                throw new UserException($"{model.Path(parsed)}: this model has no chat template; use: ponder generate {model.Path(parsed)} \"…\"");
            }

            var chat = new Chat(
                engine, parsed.GetValue(system), sampling.Sampling(parsed), sampling.Stop(parsed, engine.Text.StopTokens), sampling.Seed(parsed),
                parsed.InvocationConfiguration.Output);
            await (Console.IsInputRedirected ? chat.ReadLinesAsync(Console.In, cancellation) : chat.TalkAsync(Console.In, cancellation));
            return ExitCodes.Done;
        });
        return verb;
    }

    private sealed class Chat(LoadedEngine engine, string? system, SamplingOptions sampling, StopOptions stop, ulong seed, TextWriter output)
    {
        private readonly List<Message> _messages = system is null ? [] : [Message.System(system)];
        private long _turn;

        public async Task TalkAsync(TextReader input, CancellationToken cancellation)
        {
            while (true)
            {
                await output.WriteAsync("\u001b[1m>\u001b[0m ");
                await output.FlushAsync(cancellation);
                switch ((await input.ReadLineAsync(cancellation))?.Trim())
                {
                    case null or "/exit":
                        await output.WriteLineAsync();
                        return;
                    case "":
                        continue;
                    case "/reset":
                        _messages.RemoveAll(message => message.Role != "system");
                        continue;
                    case var text:
                        await AnswerAsync(text, new AnswerWriter(output, Terminal.IsInteractive), cancellation);
                        await output.WriteLineAsync();
                        continue;
                }
            }
        }

        public async Task ReadLinesAsync(TextReader input, CancellationToken cancellation)
        {
            for (var number = 1; await input.ReadLineAsync(cancellation) is { } line; number++)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    var answer = await AnswerAsync(Content(line, number), new AnswerWriter(TextWriter.Null, colours: false), cancellation);
                    await output.WriteLineAsync(JsonSerializer.Serialize(new { role = "assistant", content = answer }, s_json));
                    await output.FlushAsync(cancellation);
                }
            }
        }

        private async Task<string> AnswerAsync(string text, AnswerWriter writer, CancellationToken cancellation)
        {
            _messages.Add(Message.User(text));
            var request = new GenerationRequest
            {
                Prompt = Conversation.Tokens(engine.Text, _messages),
                Sampling = sampling,
                Stop = stop,
                Key = new SampleKey(seed, 0, _turn++),
            };
            await engine.Engine.GenerateAsync(request, token => writer.Write(token.Text), cancellation);
            writer.End();
            _messages.Add(Message.Assistant(writer.Answer));
            return writer.Answer;
        }

        private static string Content(string line, int number)
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String)
                {
                    return content.GetString() ?? "";
                }
            }
            catch (JsonException)
            {
            }

            throw new UserException($"standard input:{number}: expected {{\"content\": \"…\"}}, got: {line}");
        }
    }
}
