// Chooses the kernel table at run time.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

#include "fast/fast_kernels.h"
#include "kernels.h"
#include "panel_products.h"

namespace pn {

namespace portable { extern const Kernels table; }
#if defined(__x86_64__)
namespace avx512 {
extern const Kernels table;
extern const HalfAttention half_attention;
extern const HalfRows half_rows;
extern const FastKernels fast_table_amx;
extern const PanelProducts panel_products;
}
namespace avx2 { extern const Kernels table; }
#endif

namespace {

/// Best first; null when the CPU lacks it.
const Kernels* table_of(const char* isa) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!std::strcmp(isa, "avx512"))
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
                   ? &avx512::table : nullptr;
    if (!std::strcmp(isa, "avx2")) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &avx2::table : nullptr;
#endif
    return std::strcmp(isa, "portable") ? nullptr : &portable::table;
}

const Kernels* best() {
    for (const char* isa : {"avx512", "avx2"})
        if (const Kernels* k = table_of(isa)) return k;
    return &portable::table;
}

const Kernels* initial() {
    const char* forced = std::getenv("PONDER_ISA");
    const Kernels* k = forced && *forced ? table_of(forced) : nullptr;
    return k ? k : best();
}

std::atomic<const Kernels*> current{nullptr};
std::atomic<bool> forced_by_name{false};

}  // namespace

const Kernels& kernels() {
    const Kernels* k = current.load(std::memory_order_acquire);
    if (!k) current.store(k = initial(), std::memory_order_release);
    return *k;
}

bool set_isa(const char* name) {
    const Kernels* k = name && *name ? table_of(name) : best();
    if (!k) return false;
    current.store(k, std::memory_order_release);
    forced_by_name.store(name && *name);
    return true;
}

bool isa_is_forced() { return forced_by_name.load(); }

#if defined(__x86_64__)
const HalfAttention* half_attention(int width) { return width <= 128 && fast_kernels() ? &avx512::half_attention : nullptr; }
const HalfRows* half_rows(int width) { return half_attention(width) ? &avx512::half_rows : nullptr; }
const PanelProducts* panel_products() { return fast_kernels() == &avx512::fast_table_amx ? &avx512::panel_products : nullptr; }
#else
const HalfAttention* half_attention(int) { return nullptr; }
const HalfRows* half_rows(int) { return nullptr; }
const PanelProducts* panel_products() { return nullptr; }
#endif

}  // namespace pn
