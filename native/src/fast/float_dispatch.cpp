#include <cstring>

#include "fast/float_kernels.h"
#include "kernels/kernels.h"

namespace pn {

#if defined(__x86_64__)
namespace avx512 {
extern const FloatKernels float_table;
}

const FloatKernels* float_kernels() { return std::strcmp(kernels().isa, "avx512") == 0 ? &avx512::float_table : nullptr; }
#else
const FloatKernels* float_kernels() { return nullptr; }
#endif

}  // namespace pn
