#include "kernels/simd_avx2.h"

#include "sampling/row_kernels.inl"
