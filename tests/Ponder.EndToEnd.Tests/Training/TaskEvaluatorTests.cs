using Ponder.Data;
using Ponder.Evaluation;
using Ponder.Inference;
using Ponder.Inference.Decoding;
using Ponder.Inference.Requests;
using Ponder.Inference.Scheduling;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>An evaluation judges answers while others are still sampled.</summary>
public sealed class TaskEvaluatorTests
{
    private const int Stop = 0, Short = 1, Long = 2, Last = 3, Vocabulary = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Answer_is_judged_before_a_longer_one_has_ended()
    {
        using var judged = new ManualResetEventSlim();
        using var engine = new Engine(new WaitingDecoder(judged), null, new EngineOptions());
        var task = new OneTask(request =>
        {
            if (request.Question == "short")
            {
                judged.Set();
            }

            return Verdict.Correct("judged", request.Question);
        });

        var report = await new TaskEvaluator(engine, task).EvaluateAsync(
            [Ask("long", Long, 0), Ask("short", Short, 1)], SamplingOptions.Greedy, new StopOptions { TokenIds = [Stop] }, 1, CancellationToken.None);

        Assert.Equal(["long", "short"], report.Items.Select(item => item.Verdict.Extracted));
        Assert.Equal(["long", "short"], report.Items.Select(item => item.Rollout.Prompt.Question));
    }

    [Fact]
    public async Task Nothing_to_ask_gives_an_empty_report()
    {
        using var judged = new ManualResetEventSlim();
        using var engine = new Engine(new WaitingDecoder(judged), null, new EngineOptions());

        var report = await new TaskEvaluator(engine, new OneTask(_ => Verdict.Wrong("never"))).EvaluateAsync(
            [], SamplingOptions.Greedy, StopOptions.None, 1, CancellationToken.None);

        Assert.Empty(report.Items);
    }

    private static Prompt Ask(string question, int token, long ordinal) =>
        new() { Task = "one", Id = question, Ordinal = ordinal, Question = question, Text = question, Tokens = [token], Answer = "" };

    /// <summary>The short prompt ends at once, the long one when the short one is judged.</summary>
    private sealed class WaitingDecoder(ManualResetEventSlim judged) : IDecoder
    {
        public int Vocabulary => TaskEvaluatorTests.Vocabulary;

        public int Context => 64;

        public int Blocks => 16;

        public void Attach()
        {
        }

        public void Step(StepBatch batch, Span<float> logits)
        {
            logits.Clear();
            var wanted = 0;
            for (var row = 0; row < batch.Rows; row++)
            {
                if (batch.WantedRows[row] != 0)
                {
                    logits[(wanted++ * Vocabulary) + Next(batch.Tokens[row])] = 10;
                }
            }
        }

        public void CopyBlock(int from, int to, int positions)
        {
        }

        public void Publish(PackedWeights weights) => weights.Dispose();

        public void Dispose()
        {
        }

        private int Next(int token) => token switch
        {
            Long => Last,
            Last when !judged.Wait(s_patience) => throw new InvalidOperationException("the short answer was not judged while the long one waited"),
            _ => Stop,
        };
    }

    private sealed class OneTask(Func<VerificationRequest, Verdict> judge) : ITaskSource, IVerifier
    {
        public string Name => "one";

        public IVerifier Verifier => this;

        public long Count(Split split) => 0;

        public TaskItem ItemAt(Split split, long index) => throw new NotSupportedException("prompts are given");

        public Verdict Verify(VerificationRequest request) => judge(request);
    }
}
