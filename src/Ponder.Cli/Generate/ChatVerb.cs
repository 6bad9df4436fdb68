using System.CommandLine;
using System.Text.Json;
using Ponder.Inference.Requests;
using Ponder.Text;

namespace Ponder.Cli.Generate;

/// <summary><c>ponder chat</c>: a conversation in the terminal; lines of messages where input is piped.</summary>
public static class ChatVerb
{
    private static readonly SamplingOptions s_usual = new() { Temperature = 0.7, MaxNewTokens = 512 };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "chat", "Talk with a model.",
            ("chat path/to/smollm2", "a conversation; /help says what can be done in it"),
            ("chat path/to/smollm2 --system \"Answer in one word.\" -t 0", "with instructions, always the likeliest words"),
            ("chat path/to/smollm2 < questions.jsonl", "one {\"content\": …} per line in, one answer per line out"));
        var model = new ModelArguments(verb);
        var system = new Option<string?>("--system") { Description = "System message", HelpName = "text" };
        verb.Options.Add(system);
        var sampling = new SamplingArguments(verb, s_usual);
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var engine = model.Load(parsed, sequences: 1);
            if (!engine.Text.HasChatTemplate)
            {
                throw new UserException($"{model.Path(parsed)}: this model has no chat template; use: ponder generate {model.Path(parsed)} \"…\"");
            }

            var chat = new Chat(
                engine, parsed.GetValue(system), sampling.Sampling(parsed, s_usual), sampling.Stop(parsed, engine.Text.StopTokens), sampling.Seed(parsed),
                parsed.InvocationConfiguration.Output);
            await (Console.IsInputRedirected ? chat.ReadLinesAsync(Console.In, cancellation) : chat.TalkAsync(Console.In, cancellation));
            return ExitCodes.Done;
        });
        return verb;
    }

    private sealed class Chat(LoadedEngine engine, string? system, SamplingOptions sampling, StopOptions stop, ulong seed, TextWriter output)
    {
        private const string Help = "/reset forgets the conversation, /exit or Ctrl-D ends, Ctrl-C stops an answer, /help says this.";
        private readonly List<Message> _messages = system is null ? [] : [Message.System(system)];
        private long _turn;

        public async Task TalkAsync(TextReader input, CancellationToken cancellation)
        {
            Say(Help);
            while (await AskAsync(input, cancellation) is { } line && line != "/exit")
            {
                switch (line)
                {
                    case "":
                        break;
                    case "/reset":
                        _messages.RemoveAll(message => message.Role != "system");
                        Say("The conversation is forgotten.");
                        break;
                    case "/help":
                        Say(Help);
                        break;
                    case ['/', ..] when line.Split(' ')[0] is var word && word[1..].All(char.IsAsciiLetter):
                        Say($"There is no {word}. {Help}");
                        break;
                    default:
                        await TalkOnAsync(line, cancellation);
                        break;
                }
            }
        }

        // What is not the model's is dimmed.
        private void Say(string text)
        {
            var wrap = new WordWrap(output, Terminal.Width ?? 80);
            wrap.Write(text, "\u001b[2m", "\u001b[0m");
            wrap.Flush();
            output.WriteLine();
        }

        // Nothing is lost at the prompt, so an interrupt there ends the program.
        private async Task<string?> AskAsync(TextReader input, CancellationToken cancellation)
        {
            await output.WriteAsync("\u001b[1m>\u001b[0m ");
            await output.FlushAsync(cancellation);
            using var ends = Terminal.InterruptsGoTo(() =>
            {
                output.WriteLine();
                output.Flush();
                Interruption.EndNow();
            });
            var line = (await input.ReadLineAsync(cancellation))?.Trim();
            if (line is null)
            {
                await output.WriteLineAsync();
            }

            return line;
        }

        // An interrupt during an answer ends the answer; what was said so far stays in the conversation.
        private async Task TalkOnAsync(string line, CancellationToken cancellation)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var stops = Terminal.InterruptsGoTo(stop.Cancel);
            var writer = new AnswerWriter(output, Terminal.Width);
            try
            {
                await AnswerAsync(line, writer, stop.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                writer.End();
                _messages.Add(Message.Assistant(writer.Answer));
                Say("(stopped)");
            }

            await output.WriteLineAsync();
        }

        public async Task ReadLinesAsync(TextReader input, CancellationToken cancellation)
        {
            for (var number = 1; await input.ReadLineAsync(cancellation) is { } line; number++)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    var answer = await AnswerAsync(Content(line, number), new AnswerWriter(TextWriter.Null, width: null), cancellation);
                    await output.WriteLineAsync(JsonLines.Line(new { role = "assistant", content = answer }));
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
