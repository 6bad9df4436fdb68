using Ponder.Text;

namespace Ponder.Cli;

/// <summary>The checkout that this program was built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Ponder.slnx</c>, or null where the program was installed elsewhere.</summary>
    public static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ponder.slnx")))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>The checkout, or an error for the user who asks for work that needs it.</summary>
    public static string Require(string verb) => Find() ?? throw new UserException(
        $"ponder {verb} works inside a checkout of the repository; there is no Ponder.slnx above {AppContext.BaseDirectory}. "
        + "Clone the repository and run ./ponder there.");
}
