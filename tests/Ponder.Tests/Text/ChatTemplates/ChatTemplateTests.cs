using FsCheck;
using FsCheck.Fluent;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.ChatTemplates;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Tests.Text.ChatTemplates;

public sealed class ChatTemplateTests
{
    private const string ChatMl =
        "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\nBe brief.<|im_end|>\n' }}{% endif %}"
        + "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    private static string Render(string template, bool generation, params Message[] messages)
    {
        return KnownTemplates.Resolve(new ChatTemplateSource(template) { EosToken = "<eos>" }).Render(messages, generation);
    }

    [Fact]
    public void ChatMl_without_system_message_gets_the_templates_own()
    {
        Assert.Equal(
            "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
            Render(ChatMl, true, Message.User("Hi")));
    }

    [Fact]
    public void ChatMl_with_system_message_keeps_it_and_adds_no_prompt_unasked()
    {
        Assert.Equal(
            "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n",
            Render(ChatMl, false, Message.System("S"), Message.User("Hi")));
    }

    [Theory]
    [InlineData("{%- for m in messages -%}\n  <|im_start|>{{ m.role }}\n{{ m.content | trim }}<|im_end|>\n{% endfor %}", "<|im_start|>user\nHi<|im_end|>\n")]
    [InlineData("{# a comment #}\n{% set tag = '<|im_end|>' %}\n{% for m in messages %}\n{{ '<|im_start|>' ~ m.role ~ tag if m.role == 'user' else '' }}{% endfor %}{{ eos_token }}", "<|im_start|>user<|im_end|><eos>")]
    [InlineData("{% if tools %}{{ tools | tojson }}{% elif messages[-1].role in 'user assistant' and not (1 > 2) %}<|im_start|>{{ messages | length }}<|im_end|>{% endif %}", "<|im_start|>1<|im_end|>")]
    [InlineData("<|im_start|>{{ missing }}{{ missing is defined }}{{ none }}<|im_end|>", "<|im_start|>FalseNone<|im_end|>")]
    [InlineData("{% set x = 1 %}{% for m in messages %}{% set x = 2 %}{% endfor %}<|im_start|>{{ x + 1 }}<|im_end|>", "<|im_start|>2<|im_end|>")]
    public void ChatMl_variants_render_as_jinja(string template, string expected)
    {
        Assert.Equal(expected, Render(template, false, Message.User(" Hi ")));
    }

    [Fact]
    public void ChatMl_exception_of_the_template_reaches_the_user()
    {
        var error = Assert.Throws<UserException>(() => Render(
            "{% if messages[0].role != 'system' %}{{ raise_exception('system first') }}{% endif %}<|im_start|><|im_end|>", false, Message.User("x")));

        Assert.Contains("system first", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<|im_start|><|im_end|>\n{{ messages | tojson }}", "line 2: the filter tojson")]
    [InlineData("<|im_start|><|im_end|>{% macro f() %}{% endmacro %}", "the statement macro")]
    [InlineData("<|im_start|><|im_end|>{{ messages[::-1] }}", "a slice")]
    [InlineData("<|im_start|><|im_end|>{{ strftime_now('%d') }}", "the function strftime_now")]
    public void ChatMl_beyond_the_supported_language_says_what_and_where(string template, string named)
    {
        var error = Assert.Throws<UserException>(() => Render(template, false, Message.User("x")));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("full Jinja is not there yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Template_of_no_known_kind_says_that_jinja_is_not_there_yet()
    {
        var error = Assert.Throws<UserException>(() => Render("{{ bos_token }}[INST] {{ messages[0].content }} [/INST]", false));

        Assert.Contains("Full Jinja is not there yet", error.Message, StringComparison.Ordinal);
        Assert.Contains("chatml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_without_template_concatenates_contents()
    {
        Assert.Equal("12+3=", KnownTemplates.Resolve(null).Render([Message.User("12+"), Message.User("3=")], addGenerationPrompt: true));
    }

    [Fact]
    public void Folder_file_wins_over_the_configuration()
    {
        using var folder = new TemporaryFolder();
        var config = new TokenizerConfig { ChatTemplate = "from config", EosToken = "</s>" };

        var inConfig = ChatTemplateSource.FromFolder(folder.Path, config);
        new ChatTemplateSource("from file").Save(folder.Path);
        var inFile = ChatTemplateSource.FromFolder(folder.Path, config);

        Assert.Equal(("from config", "from file", "</s>"), (inConfig!.Text, inFile!.Text, inFile.EosToken));
        Assert.Null(ChatTemplateSource.FromConfig(new TokenizerConfig()));
    }

    [Fact]
    public void Damaged_templates_render_or_are_user_errors()
    {
        var seeds = Gen.Elements(ChatMl, "{%- if a -%}x{% elif (b or c) is not none %}{{- d.e['f'](g, h=1)|i(j) -}}{% else %}{% set k = [1, {'l': -2}] %}{% endif %}<|im_start|><|im_end|>");
        string[] parts = ["{{", "}}", "{%", "%}", "{#", "'", "(", "[", "|", ".", "-", " if ", " else ", "in", "{% if x %}", "{% for a in b %}", "\\", "0", "not "];
        var edits = Gen.Zip(Gen.Choose(0, 10_000), Gen.Elements(parts)).ListOf().ToArbitrary();
        Prop.ForAll(seeds.ToArbitrary(), edits, (template, changes) =>
        {
            foreach (var (where, what) in changes)
            {
                var at = where % (template.Length + 1);
                template = where % 3 == 0 && at < template.Length ? template.Remove(at, Math.Min(3, template.Length - at)) : template.Insert(at, what);
            }

            return Survives(template + "<|im_start|><|im_end|>");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("(", 5000)]
    [InlineData("not ", 5000)]
    [InlineData("a.", 50_000)]
    [InlineData("1+", 50_000)]
    [InlineData("1 if ", 50_000)]
    [InlineData("}}{% if 1 %}{{", 5000)]
    public void Deeply_nested_templates_are_user_errors(string part, int count)
    {
        Assert.True(Survives("<|im_start|><|im_end|>{{" + string.Concat(Enumerable.Repeat(part, count)) + "1 }}"));
    }

    private static bool Survives(string template)
    {
        try
        {
            Render(template, true, Message.User("x"));
            return true;
        }
        catch (UserException)
        {
            return true;
        }
    }
}
