using Ponder.Data;
using Ponder.Data.Addition;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class TasksTests
{
    [Fact]
    public void Every_generated_task_of_the_table_is_made_from_its_default_options()
    {
        foreach (var kind in Tasks.All.Where(k => k.Defaults is GeneratedTaskOptions))
        {
            var task = Tasks.Create(kind.Defaults, ".");

            Assert.Equal(kind.Name, task.Name);
            Assert.True(task.Count(Split.Train) > task.Count(Split.Test));
            Assert.Equal("test/0", task.ItemAt(Split.Test, 0).Id);
        }
    }

    [Fact]
    public void Unknown_name_is_the_users_error() =>
        Assert.Contains("known are addition, countdown", Assert.Throws<UserException>(() => Tasks.Find("adition")).Message);

    [Fact]
    public void Verifier_file_is_relative_to_the_recipes_folder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "mine.cs"), """
            public sealed class Mine : IVerifier
            {
                public string Name => "mine";
                public Verdict Verify(VerificationRequest request) => Verdict.Correct("always", null);
            }
            """);

        var task = Tasks.Create(new AdditionOptions { Verifier = new VerifierOptions { Type = "csharp", File = "mine.cs" } }, folder.Path);

        Assert.Equal("mine", task.Verifier.Name);
    }
}
