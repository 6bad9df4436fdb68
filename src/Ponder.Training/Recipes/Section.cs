using System.Globalization;
using Ponder.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ponder.Training.Recipes;

/// <summary>
/// A mapping of a recipe, read key by key. Every read notes the key and the value that holds, default or written, so that
/// the sum of all reads is the resolved recipe and a key that nobody read is an error.
/// </summary>
/// <remarks>Errors are <see cref="UserException"/>s that name file, line, key, what was expected and what was found.</remarks>
public sealed class Section
{
    private readonly RecipeFile _file;
    private readonly string _path;
    private readonly YamlMappingNode? _node;
    private readonly YamlMappingNode _resolved = new();
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<Section> _children = [];

    internal Section(RecipeFile file, string path, YamlMappingNode? node)
    {
        _file = file;
        _path = path;
        _node = node;
    }

    /// <summary>All values read so far, defaults included.</summary>
    public YamlMappingNode Resolved => _resolved;

    /// <summary>Whether the recipe writes this key.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A word; an error where it is neither written nor defaulted.</summary>
    public string Text(string key, string? fallback = null)
    {
        var value = Scalar(key) ?? fallback ?? throw Missing(key, "a text");
        Resolve(key, new YamlScalarNode(value) { Style = Plain(value) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted });
        return value;
    }

    /// <summary>A word, or null where it is not written.</summary>
    public string? OptionalText(string key) => Has(key) ? Text(key) : Skip<string>(key);

    /// <summary>One of a few words.</summary>
    public string Choice(string key, string? fallback, params string[] allowed)
    {
        var value = Text(key, fallback);
        return allowed.Contains(value, StringComparer.Ordinal)
            ? value
            : throw Wrong(key, $"one of {string.Join(", ", allowed)}", value, Spelling.Nearest(value, allowed));
    }

    /// <summary>A whole number within bounds.</summary>
    public int Whole(string key, int? fallback = null, int min = 0, int max = int.MaxValue)
    {
        var text = Scalar(key);
        var value = fallback ?? 0;
        if (text is null ? fallback is null : !int.TryParse(text.Replace("_", "", StringComparison.Ordinal), out value))
        {
            throw text is null ? Missing(key, "a whole number") : Wrong(key, "a whole number", text);
        }
        if (value < min || value > max)
        {
            throw Wrong(key, max == int.MaxValue ? $"at least {min}" : $"{min} to {max}", $"{value}");
        }
        Resolve(key, new YamlScalarNode(value.ToString(CultureInfo.InvariantCulture)));
        return value;
    }

    /// <summary>A whole number, or null where it is not written.</summary>
    public int? OptionalWhole(string key, int min = 0) => Has(key) ? Whole(key, null, min) : Skip<int?>(key);

    /// <summary>The seed of random draws: a whole number of 64 bits.</summary>
    public ulong Seed(string key, ulong fallback = 0)
    {
        var text = Scalar(key);
        var value = fallback;
        if (text is not null && !ulong.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            throw Wrong(key, $"a whole number from 0 to {ulong.MaxValue}", text);
        }
        Resolve(key, new YamlScalarNode(value.ToString(CultureInfo.InvariantCulture)));
        return value;
    }

    /// <summary>A finite number within bounds.</summary>
    public double Number(string key, double? fallback = null, double min = double.MinValue, double max = double.MaxValue)
    {
        var text = Scalar(key);
        var value = fallback ?? 0;
        if (text is null
            ? fallback is null
            : !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value))
        {
            throw text is null ? Missing(key, "a number") : Wrong(key, "a number", text);
        }
        if (value < min || value > max)
        {
            throw Wrong(key, max == double.MaxValue ? $"at least {min}" : $"{min} to {max}", $"{value}");
        }
        Resolve(key, new YamlScalarNode(value.ToString("R", CultureInfo.InvariantCulture)));
        return value;
    }

    /// <summary>A number, or null where it is not written.</summary>
    public double? OptionalNumber(string key, double min = double.MinValue, double max = double.MaxValue) =>
        Has(key) ? Number(key, null, min, max) : Skip<double?>(key);

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool fallback)
    {
        var text = Scalar(key);
        var value = text switch
        {
            null => fallback,
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            _ => throw Wrong(key, "true or false", text),
        };
        Resolve(key, new YamlScalarNode(value ? "true" : "false"));
        return value;
    }

    /// <summary>A list of numbers, or the default.</summary>
    public IReadOnlyList<double> Numbers(string key, IReadOnlyList<double> fallback)
    {
        var values = Find(key) is { } node
            ? [.. Items(key, node).Select(item => item is YamlScalarNode scalar
                && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number : throw Wrong(key, "a list of numbers", item.ToString()))]
            : fallback;
        Resolve(key, new YamlSequenceNode(values.Select(v => (YamlNode)new YamlScalarNode(v.ToString("R", CultureInfo.InvariantCulture)))) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow });
        return values;
    }

    /// <summary>A list of words, or the default.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> fallback)
    {
        IReadOnlyList<string> values = Find(key) is { } node
            ? [.. Items(key, node).Select(item => (item as YamlScalarNode)?.Value ?? throw Wrong(key, "a list of texts", item.ToString()))]
            : fallback;
        Resolve(key, new YamlSequenceNode(values.Select(v => (YamlNode)new YamlScalarNode(v) { Style = ScalarStyle.DoubleQuoted })));
        return values;
    }

    /// <summary>A mapping below this one; empty where it is not written.</summary>
    public Section Child(string key)
    {
        var node = Find(key);
        if (node is not (null or YamlMappingNode) && !IsNull(node))
        {
            throw Wrong(key, "a mapping (key: value lines below it)", node.ToString());
        }
        var child = new Section(_file, Join(key), node as YamlMappingNode);
        _children.Add(child);
        Resolve(key, child._resolved);
        return child;
    }

    /// <summary>A mapping below this one that may be written as one word, its <c>type</c>: <c>verifier: number</c>. Null where it is not written.</summary>
    public Section? OptionalTyped(string key)
    {
        var node = Find(key);
        if (node is not YamlScalarNode scalar || IsNull(scalar))
        {
            return node is null ? null : Child(key);
        }
        var child = new Section(_file, Join(key), new YamlMappingNode(new YamlScalarNode("type"), scalar));
        _children.Add(child);
        Resolve(key, child._resolved);
        return child;
    }

    /// <summary>A mapping below this one, or null where it is not written.</summary>
    public Section? OptionalChild(string key) => Has(key) ? Child(key) : Skip<Section>(key);

    /// <summary>A list of mappings below this one.</summary>
    public IReadOnlyList<Section> Children(string key)
    {
        var list = new YamlSequenceNode();
        var children = new List<Section>();
        foreach (var (item, index) in (Find(key) is { } node ? Items(key, node) : []).Select((item, index) => (item, index)))
        {
            var mapping = item as YamlMappingNode ?? throw Wrong($"{key}[{index}]", "a mapping", item.ToString());
            var child = new Section(_file, $"{Join(key)}[{index}]", mapping);
            children.Add(child);
            list.Add(child._resolved);
        }
        _children.AddRange(children);
        Resolve(key, list);
        return children;
    }

    /// <summary>An error unless every written key was read, here and below.</summary>
    public void Finish()
    {
        foreach (var key in _node?.Children.Keys.OfType<YamlScalarNode>() ?? [])
        {
            if (!_read.Contains(key.Value!))
            {
                var nearest = Spelling.Nearest(key.Value!, _read);
                throw new UserException(
                    $"{Where(key)}: unknown key '{Join(key.Value!)}'."
                    + (nearest is null ? "" : $" Did you mean '{nearest}'?")
                    + $" Known keys here: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
            }
        }
        foreach (var child in _children)
        {
            child.Finish();
        }
    }

    /// <summary>An error about a key of this section, or one below it (<c>verifier.file</c>), with the place in the file.</summary>
    public UserException Error(string key, string what) => new($"{Where(Find(key.Split('.')[0]))}: {Join(key)}: {what}");

    private UserException Wrong(string key, string expected, string got, string? nearest = null) =>
        Error(key, $"expected {expected}, got '{got}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));

    private UserException Missing(string key, string expected) => Error(key, $"missing; expected {expected}.");

    private string? Scalar(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => IsNull(scalar) ? null : scalar.Value,
        var node => throw Wrong(key, "a single value", node.ToString()),
    };

    private IEnumerable<YamlNode> Items(string key, YamlNode node) =>
        node as YamlSequenceNode ?? throw Wrong(key, "a list", node.ToString());

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        return _node is not null && _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private T? Skip<T>(string key)
    {
        _read.Add(key);
        return default;
    }

    private void Resolve(string key, YamlNode value) => _resolved.Children[new YamlScalarNode(key)] = value;

    private string Join(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private string Where(YamlNode? node) => _file.Where(node ?? _node);

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: null or "" or "~" or "null" };

    private static bool Plain(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && value is not ("null" or "true" or "false");
}
