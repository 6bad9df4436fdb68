using Ponder.Cli;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Unknown_verb_is_answered_with_the_nearest_one_and_exit_2()
    {
        var (code, output, error) = await Run("tset");

        Assert.Equal(ExitCodes.WrongInput, code);
        Assert.Empty(output);
        Assert.StartsWith("unknown verb: 'tset'. Did you mean 'test'?", error);
    }

    [Fact]
    public async Task Unknown_option_is_answered_with_the_nearest_one_and_exit_2()
    {
        var (code, _, error) = await Run("test", "--fsat");

        Assert.Equal(ExitCodes.WrongInput, code);
        Assert.StartsWith("unknown option of 'ponder test': '--fsat'. Did you mean '--fast'?", error);
    }

    [Fact]
    public async Task No_arguments_show_the_verbs()
    {
        var (code, output, _) = await Run();

        Assert.Equal(ExitCodes.Done, code);
        Assert.All(Verbs.All, create => Assert.Contains(create().Name, output));
    }

    [Fact]
    public async Task Every_verb_shows_examples_in_its_help()
    {
        foreach (var verb in Verbs.All.Select(create => create().Name))
        {
            var (code, output, _) = await Run(verb, "--help");

            Assert.Equal(ExitCodes.Done, code);
            Assert.Contains("Examples:", output);
            Assert.Contains($"ponder {verb}", output);
        }
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (code, output, error) = await CliRun.HereAsync(args);
        return (code, output, error);
    }
}
