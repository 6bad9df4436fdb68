namespace Ponder.Tensors;

// Where tensors lie.
public sealed unsafe partial class Tensor
{
    /// <summary>Where the elements lie.</summary>
    public Device Device
    {
        get
        {
            var device = Device.FromNumber(NativeMethods.pn_tensor_device(Handle));
            GC.KeepAlive(this);
            return device;
        }
    }

    /// <summary>The values on a device, inside the autograd graph; the same memory where they lie there already.</summary>
    /// <exception cref="NativeException">There is no such device; see <see cref="Devices.ProblemOf"/>.</exception>
    public Tensor To(Device device)
    {
        var moved = FromHandle(NativeMethods.pn_tensor_to_device(Handle, device.Number));
        GC.KeepAlive(this);
        return moved;
    }

    /// <summary>
    /// Whether functions of this tensor run as compositions of libtorch's operations, as they do outside of the CPU, instead of as Ponder's own CPU kernels.
    /// </summary>
    public bool IsComposed
    {
        get
        {
            var composed = NativeMethods.pn_is_composed(Handle) != 0;
            GC.KeepAlive(this);
            return composed;
        }
    }

    private void ExpectCpu(string operation)
    {
        if (Device is { IsCpu: false } device)
        {
            throw new ShapeException($"{operation}: {this} lies on {device}, not in the memory of this process; copy it with To(Device.Cpu)");
        }
    }
}
