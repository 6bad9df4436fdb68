using System.Text.Json;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// Area <c>safetensors</c>: the verdict on a file; of an accepted one every type, shape, byte and metadata entry.
/// </summary>
internal sealed class SafetensorsRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item, "file");
        var expected = row.GetProperty("expected").GetString();
        var path = Path.Combine(item.Folder, item.Id!);
        var comparison = new Comparison();
        SafetensorsFile? file = null;
        string? fault = null;
        try
        {
            file = SafetensorsFile.Open(path);
        }
        catch (CheckpointException e)
        {
            fault = e.Message;
            comparison.Require(
                e.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal), $"the error does not name the file: {e.Message}");
        }

        using (file)
        {
            if (expected != "either")
            {
                comparison.Require(expected == (file is null ? "reject" : "accept"), $"expected {expected}, got {fault ?? "accept"}");
            }

            comparison.Require(true, "");
            if (expected == "accept" && file is not null)
            {
                CompareContent(comparison, row, file);
            }
        }

        return comparison;
    }

    private static void CompareContent(Comparison comparison, JsonElement row, SafetensorsFile file)
    {
        var wanted = row.GetProperty("tensors").EnumerateObject().ToList();
        comparison.Equal("number of tensors", wanted.Count, file.Tensors.Count);
        foreach (var tensor in wanted.Where(t => file.Tensors.ContainsKey(t.Name)))
        {
            var entry = file[tensor.Name];
            comparison.Equal($"dtype of '{tensor.Name}'", tensor.Value.GetProperty("dtype").GetString(), entry.DType.NameOf());
            comparison.Equal<long>(
                $"shape of '{tensor.Name}'",
                tensor.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()).ToArray(),
                entry.Shape.ToArray());
            var bytes = Convert.FromHexString(tensor.Value.GetProperty("data_hex").GetString()!);
            comparison.Equal($"bytes of '{tensor.Name}'", bytes, file.Bytes(tensor.Name));
        }

        foreach (var missing in wanted.Where(t => !file.Tensors.ContainsKey(t.Name)))
        {
            comparison.Require(false, $"there is no tensor '{missing.Name}'");
        }

        var metadata = row.GetProperty("metadata");
        var pairs = metadata.ValueKind == JsonValueKind.Object ? metadata.EnumerateObject().ToList() : [];
        comparison.Equal("number of metadata entries", pairs.Count, file.Metadata.Count);
        foreach (var pair in pairs)
        {
            comparison.Equal($"metadata '{pair.Name}'", pair.Value.GetString(), file.Metadata.GetValueOrDefault(pair.Name));
        }
    }
}
