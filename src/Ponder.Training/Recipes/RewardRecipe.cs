using Ponder.Algorithms.Rewards;
using Ponder.Training.Reinforcement.Rewards;
using Ponder.Verification.Format;
using Ponder.Verification.Language;

namespace Ponder.Training.Recipes;

/// <summary>Reads <c>reward:</c>, which says how rewards are put together.</summary>
internal static class RewardRecipe
{
    public static RewardComposition Read(Section section, int maxNewTokens)
    {
        var format = section.Choice("format", "none", "none", "think", "opened-think");
        var accuracy = section.Choice("accuracy", "plain", "plain", "cosine", "decay");
        var language = section.Has("language") ? section.Choice("language", null, [.. TargetLanguages.All]) : null;
        var limit = section.Whole("length_limit", maxNewTokens, 1);
        var ngram = section.Whole("repetition_ngram", 0, 0);
        Refuse(section, "format_reward", format == "none", "without a format there is no gate");
        Refuse(section, "language_weight", language is null, "no language is named");
        Refuse(section, "repetition_weight", ngram == 0, "repetition_ngram is 0");
        Refuse(section, "decay_alpha", accuracy != "decay", "the accuracy does not decay");
        var terms = new List<IRewardTerm>();
        if (section.OptionalNumber("kimi_length_weight", 0) is { } kimi)
        {
            terms.Add(new KimiLengthReward { Weight = kimi });
        }

        if (section.OptionalNumber("length_weight", 0) is { } length)
        {
            terms.Add(new LengthPenalty { Weight = length, Limit = limit });
        }

        if (ngram > 0)
        {
            terms.Add(new RepetitionPenalty { Length = ngram, Weight = section.OptionalNumber("repetition_weight", 0) ?? 1 });
        }

        return new RewardComposition
        {
            Gate = format == "none" ? null : new FormatOptions { ThoughtIsOpened = format == "opened-think" },
            GateReward = section.OptionalNumber("format_reward") ?? 0,
            Accuracy = accuracy switch
            {
                "cosine" => new CosineAccuracy { Limit = limit },
                "decay" => new DecayingAccuracy { Alpha = section.OptionalNumber("decay_alpha", 0) ?? 0.05 },
                _ => new PlainAccuracy(),
            },
            Language = language,
            LanguageWeight = language is null ? 0 : section.OptionalNumber("language_weight", 0) ?? 1,
            Terms = terms,
        };
    }

    private static void Refuse(Section section, string key, bool useless, string why)
    {
        if (useless && section.Has(key))
        {
            throw section.Error(key, $"has no effect: {why}.");
        }
    }
}
