using System.Reflection;
using System.Runtime.Loader;
using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class NativeLibraryHostTests : LeakCheckedTest
{
    [Fact]
    public void Description_names_versions_kernels_and_threads()
    {
        Assert.Matches(@"^libtorch \d+\.\d+.*, oneDNN 2\.\d+\.\d+, (avx512|avx2|portable) kernels, \d+ threads$", NativeLibraryHost.Description);
        Assert.Equal("1", NativeLibraryHost.Facts["row_exact"]);
    }

    [Fact]
    public void Threads_are_set_for_the_calling_thread()
    {
        var before = NativeLibraryHost.Threads;
        try
        {
            NativeLibraryHost.SetThreads(1);
            Assert.Equal(1, NativeLibraryHost.Threads);
            Assert.Throws<NativeException>(() => NativeLibraryHost.SetThreads(0));
        }
        finally
        {
            NativeLibraryHost.SetThreads(before);
        }
    }

    [Fact]
    public void Initialising_again_with_other_exactness_is_refused()
    {
        using var x = Tensor.Ones([1]);
        var error = Assert.Throws<InvalidOperationException>(() => NativeLibraryHost.Initialise(new NativeOptions { RowExact = false }));
        Assert.Contains("new process", error.Message);
        NativeLibraryHost.Initialise(new NativeOptions { Threads = NativeLibraryHost.Threads });
    }

    [Fact]
    public void Unknown_instruction_set_is_refused()
    {
        Assert.Contains("sse9", Assert.Throws<NativeException>(() => NativeLibraryHost.SetIsa("sse9")).Message);
        var before = NativeLibraryHost.Facts["isa"];
        NativeLibraryHost.SetIsa("portable");
        Assert.Equal("portable", NativeLibraryHost.Facts["isa"]);
        NativeLibraryHost.SetIsa(before);
    }

    [Fact]
    public void Missing_library_gives_one_clear_message_and_a_later_call_recovers()
    {
        using var folder = new TemporaryFolder();
        var lost = Path.Combine(folder.Path, "libponder_native.so");
        var (load, context) = FreshHost(Assembly);
        WithEnvironment("PONDER_NATIVE", lost, () =>
        {
            var error = Assert.Throws<TargetInvocationException>(load).InnerException!;
            Assert.Equal(nameof(NativeLibraryException), error.GetType().Name);
            Assert.Contains($"PONDER_NATIVE names {lost}, which does not exist", error.Message);
            Assert.Contains("native/build.sh", error.Message);
        });
        load();
        context.Unload();
    }

    [Fact]
    public void Damaged_library_gives_one_clear_message()
    {
        using var folder = new TemporaryFolder();
        var damaged = Path.Combine(folder.Path, "libponder_native.so");
        File.WriteAllText(damaged, "not a library");
        var (load, context) = FreshHost(Assembly);
        WithEnvironment("PONDER_NATIVE", damaged, () =>
        {
            var error = Assert.Throws<TargetInvocationException>(load).InnerException!;
            Assert.Equal(nameof(NativeLibraryException), error.GetType().Name);
            Assert.Contains($"{damaged} cannot be loaded", error.Message);
        });
        context.Unload();
    }

    [Fact]
    public void Library_that_was_never_built_names_the_command_that_builds_it()
    {
        using var folder = new TemporaryFolder();
        var copy = Path.Combine(folder.Path, Path.GetFileName(Assembly));
        File.Copy(Assembly, copy);
        var (load, context) = FreshHost(copy);
        WithEnvironment("PONDER_NATIVE", null, () =>
        {
            var error = Assert.Throws<TargetInvocationException>(load).InnerException!;
            Assert.Equal($"libponder_native.so was found neither beside {folder.Path}, nor in runtimes/linux-x64/native there, nor in native/build above it. Build it with: native/build.sh", error.Message);
        });
        context.Unload();
    }

    private static string Assembly => typeof(Tensor).Assembly.Location;

    /// <summary>A second copy of the assembly, which has not loaded the library yet, and a call that makes it do so.</summary>
    private static (Action Load, AssemblyLoadContext Context) FreshHost(string assembly)
    {
        var context = new AssemblyLoadContext("fresh", isCollectible: true);
        var host = context.LoadFromAssemblyPath(assembly).GetType(typeof(NativeLibraryHost).FullName!)!;
        return (() => host.GetProperty(nameof(NativeLibraryHost.Threads))!.GetValue(null), context);
    }

    private static void WithEnvironment(string name, string? value, Action body)
    {
        var before = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
        try
        {
            body();
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }
    }
}
