using Ponder.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ponder.Training.Recipes;

/// <summary>A recipe's YAML, with the overrides of the command line applied, before it is read into records.</summary>
public sealed class RecipeFile
{
    private readonly YamlMappingNode _root;
    private readonly Dictionary<YamlNode, string> _assigned = new(ReferenceEqualityComparer.Instance);

    private RecipeFile(string path, YamlMappingNode root)
    {
        Path = path;
        _root = root;
    }

    /// <summary>Where the recipe came from; relative paths in it start in this file's folder.</summary>
    public string Path { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserException">The file is missing, is not YAML, or is not a mapping.</exception>
    public static RecipeFile Load(string path)
    {
        if (Directory.Exists(path))
        {
            var inside = Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal).ToArray();
            throw new UserException($"{path}: this is a folder, expected a recipe. "
                + (inside.Length == 0 ? "It holds no .yaml files." : $"Recipes in it: {string.Join(", ", inside)}."));
        }
        if (!File.Exists(path))
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
            var others = Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*.yaml").Select(f => System.IO.Path.GetFileName(f)!).ToArray()
                : [];
            var nearest = Spelling.Nearest(System.IO.Path.GetFileName(path), others);
            throw new UserException($"{path}: no such recipe."
                + (nearest is null ? "" : $" Did you mean '{System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", nearest)}'?"));
        }
        return Parse(path, File.ReadAllText(path));
    }

    /// <summary>Reads text as if it stood in the file <paramref name="path"/>.</summary>
    public static RecipeFile Parse(string path, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new UserException($"{path}:{e.Start.Line}: not valid YAML: {e.InnerException?.Message ?? e.Message}", e);
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new RecipeFile(path, root)
            : throw new UserException($"{path}: expected one mapping (key: value lines), got {stream.Documents.Count} documents or another kind of YAML.");
    }

    /// <summary>
    /// Sets one value: <c>seed=7</c>, <c>rl.steps=10</c> or <c>stages[1].steps=10</c>. A word that is no key of the recipe
    /// names the stage whose <c>name</c> or <c>type</c> it is.
    /// </summary>
    /// <exception cref="UserException">The text has no <c>=</c> or the path leads nowhere.</exception>
    public void Set(string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new UserException($"--set {assignment}: expected key=value, for example --set rl.steps=10.");
        }
        var keys = assignment[..equals].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        YamlNode place = _root;
        foreach (var key in keys[..^1])
        {
            place = Step(place, key, assignment);
        }
        if (place is not YamlMappingNode mapping)
        {
            throw new UserException($"--set {assignment}: '{string.Join('.', keys[..^1])}' holds no keys.");
        }
        var value = Value(assignment[(equals + 1)..], assignment);
        var name = new YamlScalarNode(keys[^1]);
        mapping.Children.Remove(name);
        mapping.Children.Add(name, value);
        foreach (var node in value.AllNodes.Append(name))
        {
            _assigned[node] = assignment;
        }
    }

    /// <summary>The root section, to be read into records.</summary>
    public Section Open() => new(this, "", _root);

    /// <summary>Where a value stands: <c>recipe.yaml:12</c>, or the assignment of the command line that set it.</summary>
    internal string Where(YamlNode? node) => node is not null && _assigned.TryGetValue(node, out var assignment)
        ? $"--set {assignment} ({Path})"
        : node is { Start.Line: > 0 } ? $"{Path}:{node.Start.Line}" : Path;

    private YamlNode Step(YamlNode node, string key, string assignment)
    {
        if (node is YamlMappingNode mapping)
        {
            if (mapping.Children.TryGetValue(new YamlScalarNode(key), out var child))
            {
                return child;
            }
            if (ReferenceEquals(node, _root) && Stage(key) is { } stage)
            {
                return stage;
            }
            var (name, added) = (new YamlScalarNode(key), new YamlMappingNode());
            mapping.Children[name] = added;
            _assigned[name] = _assigned[added] = assignment;
            return added;
        }
        if (node is YamlSequenceNode list && int.TryParse(key, out var index) && index >= 0 && index < list.Children.Count)
        {
            return list.Children[index];
        }
        throw new UserException($"--set {assignment}: there is nothing at '{key}'.");
    }

    private YamlMappingNode? Stage(string name) =>
        _root.Children.TryGetValue(new YamlScalarNode("stages"), out var stages) && stages is YamlSequenceNode list
            ? list.Children.OfType<YamlMappingNode>().FirstOrDefault(stage => Says(stage, "name", name))
                ?? list.Children.OfType<YamlMappingNode>().FirstOrDefault(stage => Says(stage, "type", name))
            : null;

    private static bool Says(YamlMappingNode stage, string key, string value) =>
        stage.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode scalar && scalar.Value == value;

    private static YamlNode Value(string text, string assignment)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new UserException($"--set {assignment}: the value is not valid YAML: {e.Message}", e);
        }
        return stream.Documents is [var document] ? document.RootNode : new YamlScalarNode(text);
    }
}
