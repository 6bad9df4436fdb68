using Ponder.Data;
using Ponder.Data.Jsonl;
using Ponder.Data.Prompts;
using Ponder.Inference.Loading;
using Ponder.Models.Llama;
using Ponder.Text;
using Ponder.Training.Recipes;
namespace Ponder.Training.Pipelines;

/// <summary>
/// Puts the items of a recipe's tasks before the model's tokenizer when a run starts, so that a letter that it does not know or
/// a prompt that leaves no room for an answer is found now and not after an hour.
/// </summary>
internal static class TaskChecks
{
    /// <summary>Items of a generator that are looked at.</summary>
    private const int ItemsOfGenerators = 64;

    /// <summary>Rows of a file that are looked at; all of them where the tokenizer is small enough to lack letters.</summary>
    private const int RowsOfFiles = 1000;

    private const int SmallVocabulary = 1024;

    /// <summary>Checks every stage.</summary>
    /// <exception cref="UserException">An item cannot be asked; the message names stage, item and, for files, the line.</exception>
    public static void Run(Recipe recipe, TextModel model)
    {
        var context = ((LlamaModel)model.Model).Options.Context;
        foreach (var stage in recipe.Stages)
        {
            switch (stage)
            {
                case SftStage sft:
                    Check(sft, Split.Train, long.MaxValue, null);
                    break;
                case RlStage rl:
                    Check(rl, Split.Train, long.MaxValue, rl.Sampling.MaxNewTokens);
                    break;
                case EvalStage eval:
                    Check(eval, eval.Split, eval.Count, eval.Sampling.MaxNewTokens);
                    break;
            }
        }

        void Check(StageRecipe stage, Split split, long count, int? limit)
        {
            if (limit >= context)
            {
                throw new UserException(
                    $"stage {stage.Name}: max_new_tokens is {limit} and the model's context {context}: that leaves no room for a prompt. Lower max_new_tokens"
                    + (recipe.Model.New is null ? "." : ", or raise model.new.context."));
            }
            var source = stage.Task.Source;
            if (source.Count(split) == 0)
            {
                throw new UserException($"stage {stage.Name}: task {source.Name} has no {Splits.NameOf(split)} items.");
            }
            var prompts = new PromptBuilder(stage.Task.Format, model.Tokenizer, model.HasChatTemplate ? model.ChatTemplate : null);
            var rows = source is not JsonlTask ? ItemsOfGenerators : model.Tokenizer.VocabularySize <= SmallVocabulary ? long.MaxValue : RowsOfFiles;
            for (long i = 0, end = Math.Min(Math.Min(count, rows), source.Count(split)); i < end; i++)
            {
                Look(stage, prompts, source.ItemAt(split, i), limit, context);
            }
            foreach (var item in stage is RlStage && source.OpenCurriculum() is { } curriculum ? curriculum.Probes() : [])
            {
                Look(stage, prompts, item, limit, context);
            }
        }
    }

    private static void Look(StageRecipe stage, PromptBuilder prompts, TaskItem item, int? limit, int context)
    {
        var place = item.Place ?? $"task {stage.Task.Source.Name}, item {item.Id}";
        int prompt, answer;
        try
        {
            prompt = prompts.Build(stage.Task.Source.Name, item, 0).Tokens.Length;
            answer = limit ?? prompts.Completion(item).Length;
        }
        catch (UserException e)
        {
            throw new UserException($"{place} (stage {stage.Name}): {e.Message}", e);
        }
        if (prompt + answer > context)
        {
            throw new UserException(
                $"{place} (stage {stage.Name}): the prompt has {prompt} tokens and the answer {(limit is null ? "" : "may have ")}{answer}, "
                + $"but the model's context is {context}. {(limit is null ? "Leave the item out" : "Lower max_new_tokens, leave the item out")} or take a model with a longer context.");
        }
    }
}
