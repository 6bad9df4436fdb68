#include "isa.h"

#include <cpuid.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "handle.h"

namespace pn {
namespace {

Isa detect() {
    __builtin_cpu_init();
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
    if (!avx2) return Isa::Portable;
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && cpu_has_bf16();
    return avx512 ? Isa::Avx512 : Isa::Avx2;
}

std::atomic<int> forced{-1};

}  // namespace

bool cpu_has_bf16() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512bf16");
}

bool cpu_has_amx_bf16() {
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    if (!__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) return false;
    return (edx >> 22) & 1u;  // AMX-BF16
}

Isa detected_isa() {
    static const Isa isa = detect();
    return isa;
}

Isa active_isa() {
    const int value = forced.load(std::memory_order_relaxed);
    return value < 0 ? detected_isa() : static_cast<Isa>(value);
}

void force_isa(const char* name) {
    if (name == nullptr) {
        forced = -1;
        return;
    }
    for (Isa isa : {Isa::Portable, Isa::Avx2, Isa::Avx512}) {
        if (std::string(name) != isa_name(isa)) continue;
        if (isa > detected_isa())
            throw std::runtime_error(std::string("this CPU has no ") + name + "; its best is " + isa_name(detected_isa()));
        forced = static_cast<int>(isa);
        return;
    }
    throw std::runtime_error(std::string("instruction set: expected portable, avx2 or avx512, got ") + name);
}

const char* isa_name(Isa isa) {
    switch (isa) {
        case Isa::Avx512: return "avx512";
        case Isa::Avx2: return "avx2";
        default: return "portable";
    }
}

}  // namespace pn

extern "C" int32_t pn_set_isa(const char* isa) {
    return pn::guard_status([&] { pn::force_isa(isa); });
}
