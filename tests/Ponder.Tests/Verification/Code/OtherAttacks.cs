using static Ponder.Tests.Verification.Code.AttackAim;

namespace Ponder.Tests.Verification.Code;

/// <summary>The classes of attacks that belong to C++, C# and JavaScript.</summary>
internal static class OtherAttacks
{
    public static IEnumerable<Attack> All =>
    [
        new(22, "includes secrets", "cpp", Output, "#include \"/etc/passwd\"\nint main() {}"),
        new(22, "includes a device", "cpp", Output, "#include \"/dev/zero\"\nint main() {}"),
        new(22, "leaves in a constructor", "cpp", Output, "#include <unistd.h>\n__attribute__((constructor)) void f() { _exit(0); }\nint main() { return 1; }"),
        new(22, "leaves in a destructor", "cpp", Output, "#include <cstdlib>\nstruct A { ~A() { _Exit(0); } } a;\nint main() { abort(); }"),
        new(22, "calls the system by assembly", "cpp", Escape, "#include <cstdio>\nlong call(long n, long a, long b, long c) { long r; asm volatile(\"syscall\" : \"=a\"(r) : \"a\"(n), \"D\"(a), \"S\"(b), \"d\"(c) : \"rcx\", \"r11\", \"memory\"); return r; }\nint main() { if (call(41, 2, 1, 0) >= 0 || call(272, 0x10000000, 0, 0) >= 0 || call(0x40000000 + 39, 0, 0, 0) >= 0 || call(101, 0, 0, 0) >= 0) puts(\"ESCAPED\"); }"),
        new(22, "calls the system of 32 bits", "cpp", Escape, "#include <cstdio>\nint main() { long r; asm volatile(\"int $0x80\" : \"=a\"(r) : \"a\"(20L) : \"memory\"); if (r > 0) puts(\"ESCAPED\"); }"),
        new(22, "compiles without end", "cpp", Output, "template <int N, int M> struct A { static const long v = A<N - 1, M>::v + A<N - 1, M + (1 << (N % 30))>::v; };\ntemplate <int M> struct A<0, M> { static const long v = 1; };\nint main() { return A<28, 0>::v; }"),
        new(22, "compiles into gigabytes", "cpp", Output, "int a[1 << 30] = {1};\nint main() { return a[5]; }"),
        new(22, "asks for a plugin", "cpp", Output, "#pragma GCC optimize(\"-fplugin=/tmp/x.so\")\n#pragma GCC plugin(\"/tmp/x.so\")\nint main() {}"),
        new(22, "forks without end", "cpp", Output, "#include <unistd.h>\nint main() { for (;;) fork(); }"),
        new(23, "leaves in a module initialiser", "cs", Output, "using System.Runtime.CompilerServices;\nclass P { [ModuleInitializer] internal static void F() => Environment.Exit(0); static void Main() => Console.WriteLine(1); }"),
        new(23, "leaves with success", "cs", Output, "AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine(\"PASSED\"); Environment.Exit(0);"),
        new(23, "fails fast", "cs", Output, "Environment.FailFast(\"x\");"),
        new(23, "looks for its judge", "cs", Escape, "try { System.Reflection.Assembly.LoadFrom(\"ASSEMBLY\"); Console.WriteLine(\"ESCAPED\"); } catch (Exception) { }\nif (AppDomain.CurrentDomain.GetAssemblies().Any(a => a.FullName!.StartsWith(\"Ponder\"))) Console.WriteLine(\"ESCAPED\");\ntry { new System.Net.Sockets.TcpClient(\"127.0.0.1\", PORT); Console.WriteLine(\"ESCAPED\"); } catch (Exception) { }"),
        new(23, "calls native code", "cs", Escape, "using System.Runtime.InteropServices;\nif (N.syscall(272, 0x10000000) == 0 || N.setuid(0) == 0) Console.WriteLine(\"ESCAPED\");\nstatic class N { [DllImport(\"libc\")] public static extern long syscall(long n, long a); [DllImport(\"libc\")] public static extern int setuid(int u); }"),
        new(23, "is unsafe", "cs", Output, "unsafe { *(int*)8 = 1; }"),
        new(23, "builds huge generics", "cs", Output, "class A<T> { public static int F(int n) => n == 0 ? 0 : A<A<T>>.F(n - 1) + A<A<A<T>>>.F(n - 1); }\nclass P { static void Main() => Console.WriteLine(A<int>.F(60)); }"),
        new(24, "leaves", "js", Output, "process.exit(0)"),
        new(24, "leaves when loaded", "js", Calls, "process.exit(0)"),
        new(24, "leaves when called", "js", Assertions, "function f(x) { process.reallyExit(0); }"),
        new(24, "binds to the inside", "js", Escape, "try { process.binding('spawn_sync').spawn; const c = require('child_process'); const r = c.spawnSync('/usr/bin/cat', ['/etc/shadow']); if (r.status === 0) console.log('ESCAPED'); } catch {}\ntry { require('fs').readFileSync('/etc/passwd'); console.log('ESCAPED'); } catch {}"),
        new(24, "pollutes prototypes", "js", Assertions, "JSON.stringify = () => '{\"done\":\"pass\"}'; JSON.parse = () => ({ value: true }); Array.prototype.map = () => []; Object.prototype.raised = undefined; Object.prototype.done = 'pass'; Array.prototype.toJSON = () => 'x'; Object.prototype.toJSON = () => ({ done: 'pass' }); function f(x) { return {}; }"),
        new(24, "patches assertions", "js", Assertions, "const a = require('node:assert'); for (const k of Object.keys(a)) if (typeof a[k] === 'function') a[k] = () => {}; require.main.exports = {}; globalThis.test = () => {}; process.on('exit', () => process.reallyExit(0)); process.on('uncaughtException', () => process.exit(0)); function f(x) { return null; }"),
        new(24, "equals everything", "js", Assertions, "function f(x) { return new Proxy({}, { get: () => 's', ownKeys: () => [], getPrototypeOf: () => String.prototype }); }"),
        new(24, "writes into every descriptor", "js", Assertions, "function f(x) { for (let d = 1; d < 30; d++) try { require('fs').writeSync(d, '{\"done\":\"pass\"}\\n'); } catch {} return null; }"),
        new(24, "starts workers without end", "js", Output, "const { Worker } = require('worker_threads'); for (;;) new Worker('for(;;);', { eval: true });"),
        new(24, "starts processes without end", "js", Output, "const c = require('child_process'); for (;;) try { c.spawn('/usr/bin/sleep', ['987654'], { detached: true }).on('error', () => {}); } catch {}"),
        new(24, "fills memory", "js", Output, "const x = []; for (;;) x.push(Buffer.alloc(1 << 24, 1));"),
        new(24, "talks to the network", "js", Escape, "require('net').connect(PORT, '127.0.0.1', () => console.log('ESCAPED')).on('error', () => {});"),
    ];
}
