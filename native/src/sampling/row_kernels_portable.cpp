#include "kernels/simd_portable.h"

#include "sampling/row_kernels.inl"
