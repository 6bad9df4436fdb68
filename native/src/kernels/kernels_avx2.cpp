#include "simd_avx2.h"

#include "kernels.inl"
