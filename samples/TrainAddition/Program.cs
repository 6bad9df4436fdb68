// Trains the quickstart's model and asks it a question. Run: dotnet run -c Release --project samples/TrainAddition [recipe [key=value…]]
using Ponder.Inference;
using Ponder.Inference.Loading;
using Ponder.Inference.Requests;
using Ponder.Models.Llama;
using Ponder.Runs;
using Ponder.Runs.Metrics;
using Ponder.Training.Pipelines;

var recipe = args.FirstOrDefault() ?? "recipes/quickstart.yaml";
var request = new RunRequest { RecipePath = recipe, Overrides = args.Skip(1).ToArray(), Display = new Printer() };
var result = await RecipeRunner.RunAsync(request, CancellationToken.None);

using var model = TextModel.Load(result.Checkpoint!);
using var engine = Engine.Create((LlamaModel)model.Model, model.Tokenizer);
var answers = await engine.GenerateAsync(new GenerationRequest
{
    Prompt = model.Tokenizer.Encode("37+48=", addSpecial: true),
    Sampling = SamplingOptions.Greedy with { MaxNewTokens = 32 },
    Stop = new StopOptions { TokenIds = model.StopTokens },
});
Console.WriteLine($"37+48={answers[0].Text}");

internal sealed class Printer : IRunObserver
{
    public void StepDone(MetricsRow row) => Console.WriteLine($"{row.Step}  loss {row[MetricNames.Loss]:0.000}  reward {row[MetricNames.RewardMean]:0.00}");

    public void Note(string text) => Console.WriteLine(text);
}
