using Ponder.Cli.Doctor;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

public sealed class DoctorTests
{
    [Fact]
    public void Missing_packages_are_red_with_the_command_that_installs_them()
    {
        var finding = NativeChecks.Packages(path => !path.Contains("ninja") && !path.Contains("ATen"), libtorchHome: null);

        Assert.Equal(Health.Red, finding.Health);
        Assert.Equal("apt-get install -y ninja-build libtorch-dev", finding.Mend);
    }

    [Fact]
    public void A_libtorch_of_ones_own_replaces_the_package() =>
        Assert.Equal(Health.Green, NativeChecks.Packages(path => !path.Contains("ATen"), "/opt/libtorch").Health);

    [Theory]
    [InlineData("openblas-openmp", "Green")]
    [InlineData("openblas-serial", "Green")]
    [InlineData("blas", "Green")]
    public void Blas_without_a_thread_pool_of_its_own_is_green(string flavour, string health) =>
        Assert.Equal(health, NativeChecks.Blas(flavour)?.Health.ToString());

    [Theory]
    [InlineData("8", 2, true)]
    [InlineData("2", 2, false)]
    [InlineData(null, 2, false)]
    public void More_threads_than_cores_are_named(string? value, int cores, bool named) =>
        Assert.Equal(named, NativeChecks.OmpThreads(value, cores) is not null);

    [Fact]
    public void Idle_threads_that_spin_are_yellow()
    {
        Assert.Equal(Health.Green, NativeChecks.Waiting("PASSIVE").Health);
        Assert.Equal(Health.Green, NativeChecks.Waiting(null).Health);
        Assert.Equal(Health.Yellow, NativeChecks.Waiting("active").Health);
    }

    [Fact]
    public void Little_memory_and_disk_are_red_with_a_mend()
    {
        Assert.Equal(Health.Red, MachineChecks.Memory(8e9, 1e9).Health);
        Assert.Equal(Health.Yellow, MachineChecks.Memory(8e9, 3e9).Health);
        Assert.Equal(Health.Green, MachineChecks.Memory(8e9, 7e9).Health);
        Assert.Equal(Health.Red, MachineChecks.Disk("/", 1e8).Health);
        Assert.NotNull(MachineChecks.Disk("/", 1e8).Mend);
    }

    [Fact]
    public void Instruction_sets_are_judged_by_what_the_kernels_use()
    {
        Assert.Equal(Health.Green, MachineChecks.InstructionSet(new HashSet<string> { "avx2", "avx512f", "avx512_bf16" }).Health);
        Assert.Equal(Health.Yellow, MachineChecks.InstructionSet(new HashSet<string> { "avx2" }).Health);
        Assert.Contains("portable", MachineChecks.InstructionSet(new HashSet<string>()).Mend);
    }
}
