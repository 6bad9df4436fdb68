using Ponder.Tensors;
using Xunit;

namespace Ponder.Numerics.Tests.Devices;

/// <summary>A fact that needs a CUDA device and skips with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CudaFactAttribute : FactAttribute
{
    public CudaFactAttribute() => Skip = global::Ponder.Tensors.Devices.ProblemOf(Device.Cuda());
}
