namespace Ponder.OpGenerator;

/// <summary>The generated files, by path from the repository's root.</summary>
internal static class Outputs
{
    public const string List = "native/ops/ops.txt";

    public static IReadOnlyDictionary<string, string> Of(string list)
    {
        var ops = OpList.Parse(list);
        return new Dictionary<string, string>
        {
            ["native/include/ponder_native_ops.g.h"] = CppEmitter.Header(ops),
            ["native/src/ops.g.cpp"] = CppEmitter.Source(ops),
            ["src/Ponder.Tensors/Generated/NativeMethods.g.cs"] = CSharpEmitter.Imports(ops),
            ["src/Ponder.Tensors/Generated/Tensor.g.cs"] = CSharpEmitter.TensorMethods(ops),
            ["src/Ponder.Tensors/Generated/F.g.cs"] = CSharpEmitter.Functions(ops),
        };
    }
}
