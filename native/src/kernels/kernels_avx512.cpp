// GCC 12 warns about its own _mm512_undefined_ps() (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "simd_avx512.h"

#include "kernels.inl"

#include <cstring>

#include "fast/fast_kernels.h"

#include "attention_half.inl"
#include "rows_half.inl"
