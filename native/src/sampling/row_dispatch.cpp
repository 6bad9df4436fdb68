#include <cstring>

#include "kernels/kernels.h"
#include "sampling/row_kernels.h"

namespace pn {

namespace portable { extern const RowKernels row_table; }
#if defined(__x86_64__)
namespace avx512 { extern const RowKernels row_table; }
namespace avx2 { extern const RowKernels row_table; }
#endif

const RowKernels& row_kernels() {
    const char* isa = kernels().isa;
#if defined(__x86_64__)
    if (!std::strcmp(isa, "avx512")) return avx512::row_table;
    if (!std::strcmp(isa, "avx2")) return avx2::row_table;
#endif
    return portable::row_table;
}

}  // namespace pn
