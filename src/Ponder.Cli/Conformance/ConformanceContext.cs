using System.Text.Json;

namespace Ponder.Cli.Conformance;

/// <summary>What the cases of a run share: where models are, and what earlier cases of the same area have loaded.</summary>
/// <param name="modelsFolder">
/// Folder of real models; tokenizers needed by other areas are in <c>tokenizers</c> beside it.
/// </param>
public sealed class ConformanceContext(string modelsFolder) : IDisposable
{
    private readonly Dictionary<string, object> _loaded = new(StringComparer.Ordinal);

    /// <summary>Folder of real models.</summary>
    public string ModelsFolder { get; } = modelsFolder;

    /// <summary>Folder of tokenizer files, beside the models.</summary>
    public string TokenizersFolder => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ModelsFolder))!, "tokenizers");

    /// <summary>
    /// Loads something once per area: the result of <paramref name="load"/> is kept under <paramref name="key"/>.
    /// </summary>
    public T Once<T>(string key, Func<T> load)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(load);
        if (!_loaded.TryGetValue(key, out var value))
        {
            value = load();
            _loaded.Add(key, value);
        }

        return (T)value;
    }

    /// <summary>The whole JSON document of a file.</summary>
    public JsonElement Json(string path) =>
        Once("json:" + path, () => JsonDocument.Parse(File.ReadAllBytes(path))).RootElement;

    /// <summary>The row that a case named <c>path#id</c> or <c>path#row</c> stands for.</summary>
    /// <param name="item">The case.</param>
    /// <param name="key">The field that holds the id; empty where rows go by their number.</param>
    /// <exception cref="InvalidOperationException">The file holds no such row.</exception>
    public JsonElement Row(ConformanceCase item, string key = "id")
    {
        ArgumentNullException.ThrowIfNull(item);
        var rows = Once($"rows:{key}:{item.Path}", () => CaseRows.Read(item.Path, key)
            .GroupBy(row => row.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Row, StringComparer.Ordinal));
        return item.Id is { } id && rows.TryGetValue(id, out var found)
            ? found
            : throw new InvalidOperationException($"{item.Path} holds no row '{item.Id}'");
    }

    /// <summary>Forgets everything loaded; models are freed.</summary>
    public void Clear()
    {
        foreach (var value in _loaded.Values.OfType<IDisposable>())
        {
            value.Dispose();
        }

        _loaded.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
