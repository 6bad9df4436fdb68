using System.Security.Cryptography;
using System.Text;
using Ponder.Tensors;

namespace Ponder.Training.Checkpoints;

/// <summary>SHA-256 over names, shapes and bytes of all parameters, in their order: equal weights, equal hash.</summary>
public static class WeightsHash
{
    /// <summary>The hash in lower-case hexadecimal digits.</summary>
    public static string Of(IEnumerable<Parameter> parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in parameters)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{parameter.Name} {parameter.Value.Shape}\n"));
            using var here = parameter.Value.Detach().To(Device.Cpu);
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(here.Data<float>()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
