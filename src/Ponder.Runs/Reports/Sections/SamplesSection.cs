using System.Text.Json;
using Ponder.Runs.Samples;

namespace Ponder.Runs.Reports.Sections;

/// <summary>Trajectories, coloured by verdict, with a filter by step and verdict. The page's script draws them from embedded data.</summary>
internal sealed class SamplesSection(RunData run)
{
    private const int StepLimit = 16;
    private const int SampleLimit = 48;
    private const int TextLimit = 6000;

    public string Render()
    {
        var all = run.Samples.Steps();
        if (all.Count == 0)
        {
            return "";
        }

        var steps = Spread(all);
        var data = steps.Select(step =>
        {
            var samples = run.Samples.Read(step);
            return new { step, stage = samples.Count > 0 ? samples[0].Stage : "", total = samples.Count, samples = Chosen(samples).Select(Compact) };
        });

        // A closing tag inside of the data would end the script: '<' is written as an escape by the serializer's default encoder.
        var json = JsonSerializer.Serialize(data);
        var left = steps.Count < all.Count ? $" {steps.Count} of {all.Count} steps are in this page; all are in the run's samples folder." : "";
        return $"""
            <h2>Samples <span class="dim">{Html.Escape(run.Label)}</span></h2>
            <p class="dim note">Rollouts in groups of one prompt. Green: correct, red: wrong, grey: undecided.{left}</p>
            <div id="samples">
            <div class="controls">
            <button type="button" data-move="-1" aria-label="earlier step">‹</button>
            <input type="range" min="0" max="{steps.Count - 1}" value="{steps.Count - 1}" aria-label="step">
            <button type="button" data-move="1" aria-label="later step">›</button>
            <output></output>
            <span class="verdicts"></span>
            <label class="shade"><input type="checkbox"> shade unlikely tokens</label>
            </div>
            <div class="list"></div>
            <script type="application/json">{json}</script>
            </div>

            """;
    }

    // First and last step, and the rest evenly between them.
    private static IReadOnlyList<long> Spread(IReadOnlyList<long> steps) =>
        steps.Count <= StepLimit
            ? steps
            : [.. Enumerable.Range(0, StepLimit).Select(i => steps[(int)Math.Round(i * (steps.Count - 1.0) / (StepLimit - 1))])];

    // Whole groups, as many as fit; at least one.
    private static IEnumerable<SampleRecord> Chosen(IReadOnlyList<SampleRecord> samples)
    {
        var taken = 0;
        foreach (var group in samples.GroupBy(sample => (sample.Task, sample.Id)))
        {
            if (taken > 0 && taken + group.Count() > SampleLimit)
            {
                yield break;
            }

            foreach (var sample in group)
            {
                taken++;
                yield return sample;
            }
        }
    }

    private static object Compact(SampleRecord sample) => new
    {
        id = $"{sample.Task} {sample.Id}",
        q = Cut(sample.Question),
        p = Cut(sample.Prompt),
        c = Cut(sample.Completion),
        a = sample.Answer,
        x = sample.Extracted,
        v = sample.Verdict,
        why = sample.Reason,
        r = Html.Number(sample.Reward),
        adv = sample.Advantage is { } advantage ? Html.Number(advantage) : null,
        f = sample.Finish,
        n = sample.Tokens.Length,
        pieces = sample.Pieces,
        lp = sample.Pieces is null ? null : sample.LogProbs.Select(value => float.IsFinite(value) ? MathF.Round(value, 2) : -99),
    };

    private static string Cut(string text) => text.Length <= TextLimit ? text : text[..TextLimit] + " … (cut; all of it is in the samples folder)";
}
