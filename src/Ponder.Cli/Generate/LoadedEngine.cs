using Ponder.Inference;
using Ponder.Inference.Loading;

namespace Ponder.Cli.Generate;

/// <summary>A model with its engine.</summary>
internal sealed record LoadedEngine(TextModel Text, Engine Engine) : IDisposable
{
    public void Dispose()
    {
        Engine.Dispose();
        Text.Dispose();
    }
}
