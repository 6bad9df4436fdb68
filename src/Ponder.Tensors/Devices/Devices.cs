using System.Globalization;

namespace Ponder.Tensors;

/// <summary>Which devices this libtorch has.</summary>
public static class Devices
{
    /// <summary>Whether the libtorch behind the native library was built with CUDA.</summary>
    public static bool HasCuda => Ask().Built;

    /// <summary>CUDA devices that it sees.</summary>
    public static int CudaCount => Ask().Count;

    /// <summary>What keeps a device from being used and how to mend it; null where nothing does.</summary>
    public static string? ProblemOf(Device device)
    {
        if (device.IsCpu)
        {
            return null;
        }

        var (built, count) = Ask();
        var libtorch = NativeLibraryHost.Facts["libtorch"];
        return !built
            ? $"device {device} was asked for, but this libtorch ({libtorch}) was built without CUDA. Unpack a libtorch 2.x with CUDA, point LIBTORCH_HOME at it, "
                + "build with native/build.sh and start again; or use device cpu."
            : count == 0
                ? $"device {device} was asked for; this libtorch ({libtorch}) has CUDA, but sees no device. Look at nvidia-smi (driver) and CUDA_VISIBLE_DEVICES; or use device cpu."
                : device.Number >= count
                    ? string.Create(CultureInfo.InvariantCulture, $"device {device} was asked for; there are {count} CUDA devices, cuda:0 to cuda:{count - 1}.")
                    : null;
    }

    private static unsafe (bool Built, int Count) Ask()
    {
        int built, count;
        NativeMethods.Check(NativeMethods.pn_cuda_devices(&built, &count));
        return (built != 0, count);
    }
}
