using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Language;
using Xunit;

namespace Ponder.Tests.Verification.Language;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", "The dog sleeps under the table.")]
    [InlineData("en", "Nobody knows the answer yet.")]
    [InlineData("de", "Der Hund schläft unter dem Tisch.")]
    [InlineData("de", "Jedes Kind bekommt vier Äpfel.")]
    [InlineData("fr", "Le prix du livre est de trois euros.")]
    [InlineData("fr", "Remplaçons cette valeur dans l’équation.")]
    [InlineData("es", "Sustituimos este valor en la ecuación.")]
    [InlineData("es", "El perro duerme debajo de la mesa.")]
    [InlineData("it", "Il cane corre per la strada mentre i bambini giocano con la palla.")]
    [InlineData("pt", "O gato dorme no sofá enquanto a chuva cai.")]
    [InlineData("nl", "De hond slaapt onder de tafel en het regent buiten.")]
    [InlineData("pl", "Pies śpi pod stołem, a na dworze pada deszcz.")]
    [InlineData("tr", "Köpek masanın altında uyuyor ve yağmur yağıyor.")]
    [InlineData("vi", "Con chó ngủ dưới bàn vì trời mưa.")]
    [InlineData("fi", "Koira nukkuu pöydän alla, koska ulkona sataa.")]
    [InlineData("ru", "Собака спит под столом.")]
    [InlineData("uk", "Собака спить під столом, бо йде дощ.")]
    [InlineData("bg", "Кучето спи под масата, защото вали дъжд.")]
    [InlineData("ar", "الطقس جميل اليوم وسنذهب إلى الحديقة.")]
    [InlineData("fa", "سگ زیر میز می‌خوابد چون باران می‌بارد.")]
    [InlineData("ur", "کتا میز کے نیچے سوتا ہے۔")]
    [InlineData("he", "הכלב ישן מתחת לשולחן.")]
    [InlineData("hi", "कुत्ता मेज के नीचे सो रहा है।")]
    [InlineData("mr", "कुत्रा टेबलाखाली झोपला आहे आणि पाऊस पडत आहे.")]
    [InlineData("zh", "剩下的苹果平均分给孩子们。")]
    [InlineData("ja", "犬はテーブルの下で寝ています。")]
    [InlineData("ko", "개가 탁자 밑에서 잡니다.")]
    [InlineData("el", "Ο σκύλος κοιμάται κάτω από το τραπέζι.")]
    [InlineData("th", "สุนัขนอนใต้โต๊ะ")]
    [InlineData("bn", "কুকুরটি টেবিলের নিচে ঘুমায়।")]
    public void Language_of_a_sentence_is_known(string language, string sentence) => Assert.Equal(language, LanguageIdentifier.Identify(sentence));

    [Theory]
    [InlineData("It's a well-known fact", 4)]
    [InlineData("x = 5, y = 7", 0)]
    [InlineData("l’énoncé d'abord", 2)]
    [InlineData("三つの箱 and 时々ラーメン", 11)]
    [InlineData("`code here` and $x + text$ and \\(a b\\) and \\[ long \\] end", 4)]
    [InlineData("```\nall of this\n``` see https://example.org/a-b-c, <b>bold</b> www.x.org", 2)]
    [InlineData("\\begin{align} words here \\end{align} yes", 1)]
    [InlineData("a $ open price and `tick", 4)]
    [InlineData("<this tag is much too long to be a tag, so it stays in the text> ok", 16)]
    public void Units_are_counted_by_the_rule(string text, int units) => Assert.Equal(units, LanguageCounter.Count(text).Units);

    [Fact]
    public void Share_is_that_of_the_sentences_of_a_language()
    {
        var count = LanguageCounter.Count("The dog sleeps under the table. Der Hund schläft unter dem Tisch.");

        Assert.Equal(0.5, count.ShareOfLanguage("en"));
        Assert.Equal(1, count.ShareOfScript("de"));
        Assert.Null(LanguageCounter.Count("$x$ 5").ShareOfLanguage("en"));
    }

    [Fact]
    public void Verifier_scores_the_share()
    {
        var verdict = new LanguageVerifier().Verify(new VerificationRequest("", "en", "The dog sleeps. Der Hund schläft unter dem Tisch."));

        Assert.Equal(Outcome.Wrong, verdict.Outcome);
        Assert.Equal("de", verdict.Extracted);
        Assert.Equal(3 / 9.0, verdict.Score, 12);
        Assert.Equal(Outcome.Undecided, new LanguageVerifier().Verify(new VerificationRequest("", "en", "5 + 7")).Outcome);
    }

    [Fact]
    public void Unclosed_delimiters_take_linear_time()
    {
        foreach (var unit in new[] { "\\begin{a", "\\begin{a}", "$", "$$ x", "\\(", "`", "```", "<a", "http://", "www.", "a'", "\ud800" })
        {
            LanguageCounter.Count(string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length)));
        }
    }

    [SharedFact("golden", "verify", "language", "cases.jsonl")]
    public void Golden_texts_agree()
    {
        foreach (var line in File.ReadLines(SharedFolder.Find("golden", "verify", "language", "cases.jsonl")!))
        {
            var row = JsonElement.Parse(line);
            var count = LanguageCounter.Count(row.GetProperty("text").GetString()!);
            var target = row.GetProperty("target").GetString()!;
            var id = row.GetProperty("id").GetString();
            Assert.True(row.GetProperty("units").GetInt32() == count.Units, id);
            Assert.True(row.GetProperty("dominant").GetString() == count.Dominant, id);
            if (count.ShareOfLanguage(target) is { } share)
            {
                Assert.True(Math.Abs(share - row.GetProperty("share_language").GetDouble()) <= 0.1, id);
                Assert.True(Math.Abs(count.ShareOfScript(target)!.Value - row.GetProperty("share_script").GetDouble()) < 1e-6, id);
            }
        }
    }
}
