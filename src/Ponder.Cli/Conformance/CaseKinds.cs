using Ponder.Cli.Conformance.Runners;

namespace Ponder.Cli.Conformance;

/// <summary>
/// The one table that says which kinds of golden cases run, and why the others are not offered. The first row that fits a case
/// decides; a case that fits no row fails.
/// </summary>
public static class CaseKinds
{
    private const string LengthDependentRope = "rotary frequencies that change with the length are not part of this version";

    /// <summary>The rows, most special first within an area.</summary>
    public static IReadOnlyList<CaseKind> All { get; } =
    [
        new("models", "causal_lm") { Subject = "llama", Source = "?*", Reason = "quantised weights in safetensors are not part of this version" },
        new("models", "causal_lm") { Subject = "llama", Function = "dynamic", Reason = LengthDependentRope },
        new("models", "causal_lm") { Subject = "llama", Function = "longrope", Reason = LengthDependentRope },
        Offered("models", "causal_lm", new CausalModelRunner(), "llama"),
        new("models", "training_steps") { Subject = "llama", Function = "adamw", Runner = new AdamWTrainingRunner() },
        NotOffered("models", "training_steps", "of the optimisers only AdamW is part of this version"),
        NotOffered("models", "lora", "LoRA adapters are not part of this version"),
        NotOffered("models", "reward_model", "reward models are not part of this version"),
        NotOffered("models", "mtp", "multi-token prediction is not part of this version"),
        NotOffered("models", "causal_lm", "of the model families only llama is part of this version"),

        Offered("safetensors", "*", new SafetensorsRunner()),

        Offered("gguf", "malformed.json", new GgufVerdictRunner()),
        Offered("gguf", "metadata", new GgufMetadataRunner()),
        Offered("gguf", "dequantise", new GgufTensorRunner()),
        Offered("gguf", "not_models.json", new GgufModelVerdictRunner()),
        Offered("gguf", "logits", new GgufLogitsRunner()),
        Offered("gguf", "tokens", new GgufTokensRunner()),

        Offered("smollm2", "tokens.json", new RealTokensRunner()),
        Offered("smollm2", "generation.json", new RealGenerationRunner()),
        Offered("smollm2", "logprobs.json", new RealLogProbsRunner()),
        Offered("smollm2", "weights.json", new RealWeightsRunner()),
        Offered("stories260k", "tokens.json", new RealTokensRunner()),
        Offered("stories260k", "generation.json", new RealGenerationRunner()),
        Offered("stories260k", "logprobs.json", new RealLogProbsRunner()),
        Offered("stories260k", "random_ids.safetensors", new RandomIdsRunner()),

        .. Presets("grpo_deepseekmath_ddof?", "r1", "rloo", "dr_grpo", "dapo", "dapo_dual10", "temperature_scaled_policy"),
        NotOffered("rl", "presets.json", "this algorithm is not part of this version; the presets are grpo, rloo, dr-grpo and dapo"),
        NotOffered("rl", "*", "other libraries' variants of losses and estimators are not part of this version"),

        NotOffered("gguf", "quantise", "writing GGUF files is not part of this version"),
        NotOffered("gguf", "export", "writing GGUF files is not part of this version"),

        NotOffered("lowprecision", "*", "8-bit and 4-bit float formats are not part of this version"),
        Offered("tokenizers", "encode.jsonl", new TokenizerEncodeRunner(), "BPE"),
        Offered("tokenizers", "stream.jsonl", new TokenizerStreamRunner(), "BPE"),
        NotOffered("tokenizers", "bpe_training.jsonl", "training tokenizers is not part of this version"),
        NotOffered("tokenizers", "*", "of the tokenizer models only BPE is part of this version"),
        NotOffered("chat_templates", "*", "the Jinja engine for arbitrary templates is not part of this version"),
        NotOffered("tool_parsing", "*", "parsing of reasoning and tool calls is not part of this version"),
        NotOffered("sampling", "*", "the samplers are tested inside the engine; cases of other libraries are not part of this version"),
        NotOffered("structured", "*", "structured output is not part of this version"),
        Offered("verify", "math/*.jsonl", new MathVerdictRunner()),
        Offered("verify", "ifeval/*.jsonl", new InstructionsRunner()),
        Offered("verify", "proofs/cases.jsonl", new ProofRunner()),
        Offered("verify", "language/cases.jsonl", new LanguageRunner()),
        Offered("verify", "code/verdicts.jsonl", new CodeVerdictRunner()),
        Offered("verify", "code/stdio_programs.jsonl", new StdioProgramRunner()),
        Offered("verify", "code/checker_cases.jsonl", new OutputCheckerRunner()),
        Offered("verify", "puzzles/*", new PuzzleRunner()),
        NotOffered("verify", "*", "the verifiers of this area are not part of this version"),
    ];

    private static CaseKind Offered(string area, string kind, ICaseRunner runner, string subject = "*") =>
        new(area, kind) { Runner = runner, Subject = subject };

    // One row for each algorithm of rl/presets.json that an objective of this version can express.
    private static IEnumerable<CaseKind> Presets(params string[] algorithms)
    {
        var runner = new RlPresetsRunner();
        return algorithms.Select(algorithm => new CaseKind("rl", "presets.json") { Subject = algorithm, Runner = runner });
    }

    private static CaseKind NotOffered(string area, string kind, string reason) => new(area, kind) { Reason = reason };
}
