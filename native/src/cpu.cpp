#include "cpu.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace pn {

#if defined(__x86_64__)
bool cpu_has_avx512_bf16() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512bf16");
}

bool cpu_has_amx_bf16() {
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    if (!__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) return false;
    return (edx >> 22) & 1u;  // CPUID.7.0:EDX.AMX-BF16
}
#else
bool cpu_has_avx512_bf16() { return false; }
bool cpu_has_amx_bf16() { return false; }
#endif

}  // namespace pn
