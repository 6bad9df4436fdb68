// Which instruction set Ponder's own kernels use. Decided once from the CPU, or forced for tests.
#pragma once

namespace pn {

enum class Isa { Portable = 0, Avx2 = 1, Avx512 = 2 };

// The best that this CPU runs. Avx512 means F, BW, VL, DQ and BF16 together; Avx2 means AVX2, FMA and F16C.
Isa detected_isa();
// What the kernels use now: the detected one unless a lower one was forced.
Isa active_isa();
// "portable", "avx2", "avx512", or nullptr for the detected one. Throws when the name is unknown or the CPU lacks it.
void force_isa(const char* name);
const char* isa_name(Isa isa);

bool cpu_has_bf16();
bool cpu_has_amx_bf16();

}  // namespace pn
