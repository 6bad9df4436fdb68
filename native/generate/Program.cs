// Writes the files that follow from native/ops/ops.txt:  dotnet run --project native/generate
using Ponder.OpGenerator;

var root = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(root, Outputs.List)))
{
    root = Path.GetDirectoryName(root)
        ?? throw new DirectoryNotFoundException($"no {Outputs.List} in or above {Directory.GetCurrentDirectory()}");
}

foreach (var (path, text) in Outputs.Of(File.ReadAllText(Path.Combine(root, Outputs.List))))
{
    var full = Path.Combine(root, path);
    Directory.CreateDirectory(Path.GetDirectoryName(full)!);
    if (!File.Exists(full) || File.ReadAllText(full) != text)
    {
        File.WriteAllText(full, text);
    }
}
