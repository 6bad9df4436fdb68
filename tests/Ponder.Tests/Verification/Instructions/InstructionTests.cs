using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Instructions;
using Xunit;

namespace Ponder.Tests.Verification.Instructions;

public sealed class InstructionTests
{
    [Theory]
    [InlineData("keywords:existence", """{"keywords":["ri.er"]}""", "A RIVER.", true, true)]
    [InlineData("keywords:frequency", """{"keyword":"a.","frequency":2,"relation":"at least"}""", "ab ac", true, true)]
    [InlineData("keywords:forbidden_words", """{"forbidden_words":["rain"]}""", "The train.\nrain", false, true)]
    [InlineData("keywords:letter_frequency", """{"letter":"E","let_frequency":3,"let_relation":"less than"}""", "Eee", false, false)]
    [InlineData("detectable_format:multiple_sections", """{"section_spliter":"Section","num_sections":3}""", "**Section 1**\na\n**Section 2**\nb\n**Section 3**", true, true)]
    [InlineData("detectable_format:number_bullet_lists", """{"num_bullets":2}""", "\n\n* a\n- b\n**c**", true, true)]
    [InlineData("detectable_format:number_bullet_lists", """{"num_bullets":1}""", "*\n* b", true, false)]
    [InlineData("detectable_format:json_format", "{}", "```json\n{\"a\": [1, 2.5e3, -0, \"\\u00e9\", null, true, -Infinity]}\n```", true, true)]
    [InlineData("detectable_format:json_format", "{}", "[1, 2,]", false, false)]
    [InlineData("detectable_format:json_format", "{}", "01", false, false)]
    [InlineData("detectable_format:title", "{}", "<< >>\n<<a>>", true, true)]
    [InlineData("length_constraints:number_words", """{"num_words":2,"relation":"less than"}""", "it's", false, false)]
    [InlineData("change_case:capital_word_frequency", """{"capital_frequency":2,"capital_relation":"at least"}""", "The \"NASA\" and (ESA).", true, true)]
    [InlineData("words:words_position", """{"keyword":"rain"}""", "The rain, the rain \"!\"", false, false)]
    [InlineData("format:title_case", "{}", "Don't Do It", false, false)]
    [InlineData("custom:csv_city", "{}", "ID,Country,City,Year,Count\n1,\"A\nB\",\"x \"\"y\"\"\",2,3\n2,a,b,c,d\n3,a,b,c,d\n4,a,b,c,d\n5,a,b,c,d\n6,a,b,c,d\n7,a,b,c,\n", true, true)]
    [InlineData("language:response_language", """{"language":"it"}""", "Il cane corre per la strada mentre i bambini giocano.", true, true)]
    [InlineData("punctuation:no_comma", "{}", "", false, false)]
    public void Instruction_is_judged(string name, string arguments, string response, bool strict, bool loose)
    {
        var verdict = InstructionChecker.Check(name, JsonElement.Parse(arguments), response);

        Assert.Null(verdict.Problem);
        Assert.Equal(strict, verdict.Strict);
        Assert.True(verdict.Loose == (loose || strict), $"loose {verdict.Loose}");
    }

    [Theory]
    [InlineData("no:such", "{}")]
    [InlineData("keywords:existence", "{}")]
    [InlineData("keywords:existence", """{"keywords":["("]}""")]
    [InlineData("length_constraints:number_words", """{"num_words":2.5,"relation":"less than"}""")]
    [InlineData("length_constraints:number_words", """{"num_words":2,"relation":"about"}""")]
    public void Unknown_instruction_and_wrong_argument_have_no_verdict(string name, string arguments)
    {
        var verdict = InstructionChecker.Check(name, JsonElement.Parse(arguments), "text");

        Assert.NotNull(verdict.Problem);
        Assert.Null(verdict.Strict);
    }

    [Fact]
    public void Verifier_scores_the_share_that_is_followed_after_the_thought()
    {
        var request = new VerificationRequest("", "", "<think>a, b</think>No comma.")
        {
            Metadata = JsonElement.Parse("""{"instructions":["punctuation:no_comma","startend:quotation"],"kwargs":[{},{}]}"""),
        };
        var verdict = new InstructionVerifier().Verify(request);

        Assert.Equal(Outcome.Wrong, verdict.Outcome);
        Assert.Equal(0.5, verdict.Score);
        Assert.Equal("startend:quotation", verdict.Extracted);
    }

    [Fact]
    public void Table_holds_the_67_kinds_once() => Assert.Equal(67, InstructionKinds.Names.Distinct().Count());

    [Fact]
    public void Hostile_responses_get_a_verdict_in_linear_time()
    {
        var arguments = JsonElement.Parse(
            """
            {"keywords":["a"],"forbidden_words":["a"],"keyword":"a","frequency":1,"relation":"at least","letter":"a","let_frequency":1,"let_relation":"at least","language":"en",
             "num_sentences":1,"num_words":1,"num_paragraphs":1,"nth_paragraph":1,"first_word":"a","num_placeholders":1,"postscript_marker":"P.S.","num_bullets":1,"num_highlights":1,
             "section_spliter":"S","num_sections":1,"prompt_to_repeat":"a b","end_phrase":"a","capital_frequency":1,"capital_relation":"at least","keyword1":"a","keyword2":"b",
             "keyword3":"c","keyword4":"d","keyword5":"e","N":1,"min_words":1,"max_words":2,"reference_text":"abc","percentage":50,"small_n":1,"word":"a","n_start":0,"n_end":1,
             "n":1,"m":1,"sep":"-"}
            """);
        string[] units = ["[", "*", "**", "<<", ">>", "\n", " ", ".", "a. ", "\"", "'", "{", "(", "\ud800", "\0", "* \n", "```", "1,", "......)", "`", "<i>", "?!", "p.s", "é ", "字"];
        foreach (var name in InstructionKinds.Names)
        {
            foreach (var unit in units)
            {
                Assert.Null(InstructionChecker.Check(name, arguments, string.Concat(Enumerable.Repeat(unit, 5_000 / unit.Length))).Problem);
            }
        }
    }

    [SharedTheory("golden", "verify", "ifeval")]
    [InlineData("cases.jsonl")]
    [InlineData("ood_cases.jsonl")]
    public void Golden_verdicts_agree(string file)
    {
        foreach (var line in File.ReadLines(SharedFolder.Find("golden", "verify", "ifeval", file)!))
        {
            var row = JsonElement.Parse(line);
            var response = row.GetProperty("response").GetString()!;
            (string Name, JsonElement Arguments, bool Strict, bool Loose)[] expected = row.TryGetProperty("instruction", out var only)
                ? [(only.GetString()!, row.GetProperty("kwargs"), row.GetProperty("strict").GetBoolean(), row.GetProperty("loose").GetBoolean())]
                : [.. row.GetProperty("instructions").EnumerateArray().Select((n, i) =>
                    (n.GetString()!, row.GetProperty("kwargs")[i], row.GetProperty("strict")[i].GetBoolean(), row.GetProperty("loose")[i].GetBoolean()))];
            foreach (var (name, arguments, strict, loose) in expected)
            {
                var verdict = InstructionChecker.Check(name, arguments, response);
                Assert.True((strict, loose) == (verdict.Strict, verdict.Loose), $"{row.GetProperty("id")}: {verdict}");
            }
        }
    }
}
