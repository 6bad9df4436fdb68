using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Ponder.Text;

namespace Ponder.Verification.Code;

/// <summary>
/// Compiles a user's verifier with Roslyn, in memory. The only place that touches the compiler's types, so that nothing
/// else loads them.
/// </summary>
internal static class VerifierCompiler
{
    private const int MaxErrors = 5;

    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Globalization;
        global using System.Linq;
        global using System.Numerics;
        global using System.Text;
        global using System.Text.Json;
        global using System.Text.RegularExpressions;
        global using Ponder.Verification;
        global using Ponder.Verification.Extraction;
        global using Ponder.Verification.Numbers;
        """;

    /// <summary>Compiles, loads and constructs the one verifier of <paramref name="source"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IVerifier Create(string source, string path)
    {
        var compilation = Compilation(source, path);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        if (!result.Success)
        {
            throw new UserException(Describe(result.Diagnostics, path));
        }

        image.Position = 0;
        var assembly = new AssemblyLoadContext(compilation.AssemblyName).LoadFromStream(image);
        return Construct(OnlyVerifier(assembly, path), path);
    }

    private static CSharpCompilation Compilation(string source, string path)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithNullableContextOptions(NullableContextOptions.Enable);
        return CSharpCompilation.Create(
            $"Verifier.{System.IO.Path.GetFileNameWithoutExtension(path)}",
            [
                CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), parse, path),
                CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings, Encoding.UTF8), parse, "ImplicitUsings.cs"),
            ],
            References(),
            options);
    }

    // The base class library of the running process, and this package.
    private static IEnumerable<MetadataReference> References()
    {
        var library = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        foreach (var file in trusted.Split(System.IO.Path.PathSeparator))
        {
            if (System.IO.Path.GetDirectoryName(file) == library)
            {
                yield return MetadataReference.CreateFromFile(file);
            }
        }

        yield return MetadataReference.CreateFromFile(typeof(IVerifier).Assembly.Location);
    }

    private static Type OnlyVerifier(Assembly assembly, string path)
    {
        var candidates = assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, IsPublic: true } && typeof(IVerifier).IsAssignableFrom(t))
            .ToArray();
        return candidates switch
        {
            [var only] => only,
            [] => throw new UserException(
                $"verifier {path}: expected one public class that implements IVerifier, found none; "
                + "write \"public sealed class MyVerifier : IVerifier\""),
            _ => throw new UserException(
                $"verifier {path}: expected one public class that implements IVerifier, found "
                + $"{string.Join(", ", candidates.Select(t => t.Name))}; make the others internal or move them to their own files"),
        };
    }

    private static IVerifier Construct(Type type, string path)
    {
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            throw new UserException($"verifier {path}: class {type.Name} needs a public constructor without parameters");
        }

        try
        {
            return (IVerifier)constructor.Invoke(null);
        }
        catch (TargetInvocationException e)
        {
            var (name, reason) = (e.InnerException?.GetType().Name, e.InnerException?.Message);
            throw new UserException($"verifier {path}: the constructor of {type.Name} threw {name}: {reason}", e);
        }
    }

    private static string Describe(IEnumerable<Diagnostic> diagnostics, string path)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        var message = new StringBuilder($"verifier {path} does not compile:");
        foreach (var error in errors.Take(MaxErrors))
        {
            var at = error.Location.GetLineSpan();
            var (line, column) = (at.StartLinePosition.Line + 1, at.StartLinePosition.Character + 1);
            message.Append($"\n  {at.Path}({line},{column}): {error.Id}: {error.GetMessage()}");
        }

        return errors.Length > MaxErrors
            ? message.Append($"\n  and {errors.Length - MaxErrors} more").ToString()
            : message.ToString();
    }
}
