#include "cpu.h"
#include "fast/fast_kernels.h"

#include <cstring>

#include "kernels/kernels.h"

namespace pn {

#if defined(__x86_64__)
namespace avx512 {
extern const FastKernels fast_table, fast_table_amx;
bool amx_ready();
}

const FastKernels* fast_kernels() {
    // Every CPU with AVX512-BF16 has VNNI so far; int8 weights need it.
    if (!cpu_has_avx512_bf16() || !__builtin_cpu_supports("avx512vnni") || std::strcmp(kernels().isa, "avx512") != 0) return nullptr;
    static const bool tiles = cpu_has_amx_bf16() && avx512::amx_ready();
    return tiles && !isa_is_forced() ? &avx512::fast_table_amx : &avx512::fast_table;
}
#else
const FastKernels* fast_kernels() { return nullptr; }
#endif

}  // namespace pn
