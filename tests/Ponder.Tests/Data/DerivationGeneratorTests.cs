using Ponder.Data.Derivations;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class DerivationGeneratorTests
{
    public static TheoryData<string, double> Kinds
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (var type in AllTypes)
            {
                foreach (var score in new[] { 1, 0.5, 0 })
                {
                    data.Add(type, score);
                }
            }

            return data;
        }
    }

    private static IReadOnlyList<string> AllTypes => Ponder.Verification.Proofs.Derivations.Types;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Samples_have_the_grade_that_was_asked_for(string type, double score)
    {
        var generator = new DerivationGenerator("test", 7);
        var seen = new HashSet<string>();
        for (var difficulty = 1; difficulty <= DerivationGenerator.MaxDifficulty; difficulty++)
        {
            for (var i = 0; i < 150; i++)
            {
                var sample = generator.Make(type, i, difficulty, score);
                var report = Ponder.Verification.Proofs.Derivations.Check(type, sample.Lines)!;

                Assert.Equal(score == 1, report.Valid);
                Assert.Equal(report.FirstBadLine, sample.FirstBadLine);
                Assert.Equal(score, Ponder.Verification.Proofs.Derivations.Grade(type, sample.Lines));
                seen.Add(string.Join('\n', sample.Lines));
            }
        }

        Assert.True(seen.Count > 600, $"{seen.Count} different samples of 750");
    }

    [Fact]
    public void Same_key_gives_the_same_sample()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(new DerivationGenerator("a", 1).Make(i, 3).Lines, new DerivationGenerator("a", 1).Make(i, 3).Lines);
        }

        Assert.NotEqual(new DerivationGenerator("a", 1).Make(0, 3).Lines, new DerivationGenerator("b", 1).Make(0, 3).Lines);
        Assert.NotEqual(new DerivationGenerator("a", 1).Make(0, 3).Lines, new DerivationGenerator("a", 2).Make(0, 3).Lines);
    }

    [Fact]
    public void Types_and_grades_are_mixed()
    {
        var samples = Enumerable.Range(0, 300).Select(i => new DerivationGenerator("mix", 3).Make(i, 2)).ToArray();

        Assert.Equal(9, samples.Select(s => (s.Type, s.Score)).Distinct().Count());
    }

    [Fact]
    public void Splits_share_no_statement_and_repeat_themselves()
    {
        var source = new DerivationSource(5);
        var samples = Enum.GetValues<Ponder.Data.Split>().ToDictionary(split => split, split => Enumerable.Range(0, 60).Select(i => source.At(split, i, 1 + (i % 5))).ToArray());

        foreach (var (split, made) in samples)
        {
            Assert.All(made, sample => Assert.Equal(split, DerivationSource.SplitOf(sample)));
            Assert.All(made, sample => Assert.Equal(sample.Score == 1, sample.FirstBadLine is null));
            Assert.Equal(made.Select(sample => string.Join('\n', sample.Lines)), Enumerable.Range(0, 60).Select(i => string.Join('\n', new DerivationSource(5).At(split, i, 1 + (i % 5)).Lines)));
            Assert.Equal([0, 0.5, 1], made.Select(sample => sample.Score).Distinct().Order());
        }
    }
}
