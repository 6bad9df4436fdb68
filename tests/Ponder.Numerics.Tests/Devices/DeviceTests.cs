using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Devices;

public class DeviceTests : LeakCheckedTest
{
    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda:0")]
    [InlineData("cuda:0", "cuda:0")]
    [InlineData("cuda:3", "cuda:3")]
    public void Device_reads_its_names(string text, string expected)
    {
        Assert.True(Device.TryParse(text, out var device));
        Assert.Equal(expected, device.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1x")]
    [InlineData("cuda:999999999999")]
    public void Device_refuses_other_texts(string? text) => Assert.False(Device.TryParse(text, out _));

    [Fact]
    public void Tensors_say_where_they_are_and_stay_there()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Vector(1f, 2f);
        Assert.Equal(Device.Cpu, x.Device);
        var same = x.To(Device.Cpu);
        Assert.Equal(x.DataPointer, same.DataPointer);
    }

    [Fact]
    public void A_device_that_is_not_there_is_named_with_the_way_to_mend_it()
    {
        using var scope = TensorScope.Enter();
        var beyond = Device.Cuda(100);
        Assert.Null(global::Ponder.Tensors.Devices.ProblemOf(Device.Cpu));
        var problem = global::Ponder.Tensors.Devices.ProblemOf(beyond);
        Assert.Contains("cuda:100", problem, StringComparison.Ordinal);
        if (!global::Ponder.Tensors.Devices.HasCuda)
        {
            Assert.Contains("LIBTORCH_HOME", problem, StringComparison.Ordinal);
            Assert.Contains("built without CUDA", problem, StringComparison.Ordinal);
        }

        Assert.Contains("cuda:100", Assert.Throws<NativeException>(() => Tensor.Vector(1f).To(beyond)).Message, StringComparison.Ordinal);
    }
}
