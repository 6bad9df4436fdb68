using System.Reflection;
using System.Text.Json;
using Ponder.Runs.Storage;
using Ponder.Text;

namespace Ponder.Runs.Lineage;

/// <summary><c>lineage.json</c>: what a run was made from and what came out.</summary>
public sealed record RunLineage
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>Seed of all random draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Version of the code, with the commit where it was built from a checkout.</summary>
    public required string Code { get; init; }

    /// <summary>The machine.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, UTC; null while it runs or after it was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary><c>running</c>, <c>done</c>, <c>interrupted</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Steps at which the run went on from a checkpoint.</summary>
    public IReadOnlyList<long> ResumedAfter { get; init; } = [];

    /// <summary>What a resumed run did otherwise than before: <c>after step 12: stages[0].optimiser.lr: 0.1 → 0.001</c>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Files that went in: recipe, weights, tokenizer, data.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>The objective of the reinforcement-learning stage as a formula, for the reader.</summary>
    public string? Objective { get; init; }

    /// <summary>SHA-256 over names, shapes and values of the final weights; equal for the same recipe and seed.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>Version of the running code: <c>0.1.0+commit</c>.</summary>
    public static string CodeVersion() =>
        typeof(RunLineage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="RunStorageException">The disk is full or the folder cannot be written.</exception>
    public void Save(string path) => DurableFile.Write(path, JsonSerializer.Serialize(this, RunJson.Page) + "\n");

    /// <summary>Reads a file; null where there is none.</summary>
    /// <exception cref="UserException">The file is not a lineage.</exception>
    public static RunLineage? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<RunLineage>(File.ReadAllText(path), RunJson.Page);
        }
        catch (JsonException exception)
        {
            throw new UserException($"{path}: not a lineage file: {exception.Message}", exception);
        }
    }
}
