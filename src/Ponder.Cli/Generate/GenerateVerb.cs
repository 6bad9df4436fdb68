using System.CommandLine;
using Ponder.Inference.Requests;
using Ponder.Text;

namespace Ponder.Cli.Generate;

/// <summary><c>ponder generate</c>: one prompt as a stream of text, or a file of prompts as JSON Lines.</summary>
public static class GenerateVerb
{
    private const int Window = 256;
    private static readonly SamplingOptions s_usual = new() { Temperature = 0, MaxNewTokens = 512 };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "generate", "Continue a prompt, or every prompt of a file.",
            ("generate runs/quickstart \"37+48=\"", "ask the newest checkpoint of a run"),
            ("generate path/to/smollm2 \"Why is the sky blue?\" -t 0.7", "a chat model answers, sampled"),
            ("generate path/to/smollm2 --raw \"Once upon a time\"", "continue the text itself, without the chat template"),
            ("generate path/to/smollm2 --file prompts.jsonl > answers.jsonl", "JSON Lines in and out"));
        var model = new ModelArguments(verb);
        var prompt = new Argument<string?>("PROMPT") { Description = "The text (optional); without it lines are read from --file or standard input", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--file", "-f") { Description = "Lines of {\"id\", \"prompt\"} or {\"id\", \"messages\"}", HelpName = "prompts.jsonl" };
        var raw = new Option<bool>("--raw") { Description = "The prompt as it is, without the chat template" };
        var system = new Option<string?>("--system") { Description = "System message", HelpName = "text" };
        var samples = new Option<int>("--samples", "-n") { Description = "Answers per prompt; more than one needs a temperature above 0", HelpName = "N", DefaultValueFactory = _ => 1 };
        verb.Arguments.Add(prompt);
        foreach (var option in new Option[] { file, raw, system, samples })
        {
            verb.Options.Add(option);
        }

        var sampling = new SamplingArguments(verb, s_usual);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var job = new Job(parsed.GetValue(raw), parsed.GetValue(system), parsed.GetValue(samples), sampling.Sampling(parsed, s_usual), sampling.Seed(parsed));
            job.Check();
            var output = parsed.InvocationConfiguration.Output;
            var (text, path) = (parsed.GetValue(prompt), parsed.GetValue(file));
            if (text is not null && path is not null)
            {
                throw new UserException("give a PROMPT or --file, not both");
            }

            if (text is not null)
            {
                using var one = model.Load(parsed, Math.Min(job.Samples, Window));
                await AnswerAsync(one, text, job, sampling.Stop(parsed, one.Text.StopTokens), output, cancellation);
                return ExitCodes.Done;
            }

            if (path is null && !Console.IsInputRedirected)
            {
                throw new UserException("nothing to generate from: give a PROMPT, --file prompts.jsonl, or lines on standard input");
            }

            using var reader = path is null ? Console.In : File.OpenText(LineFiles.Existing(path, "--file"));
            using var engine = model.Load(parsed, Window);
            await AnswerAllAsync(engine, PromptLine.ReadAll(reader, path ?? "standard input"), job, sampling.Stop(parsed, engine.Text.StopTokens), output, cancellation);
            return ExitCodes.Done;
        });
        return verb;
    }

    private static async Task AnswerAsync(
        LoadedEngine engine, string prompt, Job job, StopOptions stop, TextWriter output, CancellationToken cancellation)
    {
        var request = job.Request(Conversation.Tokens(engine.Text, prompt, job.System, job.Raw), stop, ordinal: 0);
        if (job.Samples == 1)
        {
            var writer = new AnswerWriter(output, Terminal.Width);
            try
            {
                await engine.Engine.GenerateAsync(request, token => writer.Write(token.Text), cancellation);
            }
            catch (OperationCanceledException)
            {
                writer.End();
                throw;
            }

            writer.End();
            return;
        }

        foreach (var result in await engine.Engine.GenerateAsync(request, cancellation))
        {
            var writer = new AnswerWriter(output, Terminal.Width);
            writer.Write(result.Text ?? "");
            writer.End();
        }
    }

    private static async Task AnswerAllAsync(
        LoadedEngine engine, IEnumerable<PromptLine> lines, Job job, StopOptions stop, TextWriter output, CancellationToken cancellation)
    {
        long ordinal = 0;
        foreach (var window in lines.Chunk(Window))
        {
            var requests = window.Select(line => job.Request(
                line.Messages is { } messages ? Conversation.Tokens(engine.Text, messages) : Conversation.Tokens(engine.Text, line.Prompt ?? "", job.System, job.Raw),
                stop, ordinal++)).ToArray();
            var results = await engine.Engine.GenerateAsync(requests, cancellation);
            foreach (var (line, answers) in window.Zip(results))
            {
                foreach (var answer in answers)
                {
                    var row = new { id = line.Id, sample = answer.Sample, completion = answer.Text, finish = answer.Finish.ToString().ToLowerInvariant(), tokens = answer.Tokens.Length, logprob = answer.LogProbs.Sum() };
                    await output.WriteLineAsync(JsonLines.Line(row));
                }
            }

            await output.FlushAsync(cancellation);
        }
    }

    private sealed record Job(bool Raw, string? System, int Samples, SamplingOptions Sampling, ulong Seed)
    {
        public void Check()
        {
            if (Samples < 1)
            {
                throw new UserException($"--samples: expected at least 1, got {Samples}");
            }

            if (Samples > 1 && Sampling.IsGreedy)
            {
                throw new UserException($"--samples {Samples}: at temperature 0 all answers would be the same; add -t 0.7");
            }
        }

        public GenerationRequest Request(int[] tokens, StopOptions stop, long ordinal) => new()
        {
            Prompt = tokens,
            Samples = Samples,
            Sampling = Sampling,
            Stop = stop,
            Key = new SampleKey(Seed, 0, ordinal),
        };
    }
}
