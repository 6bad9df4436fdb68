// What the CPU offers beyond the instruction sets that the kernels are compiled for (kernels/kernels.h chooses among those).
#pragma once

namespace pn {

bool cpu_has_avx512_bf16();
bool cpu_has_amx_bf16();

}  // namespace pn
