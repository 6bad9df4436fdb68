#pragma GCC diagnostic ignored "-Wpsabi"   // 64-byte vectors are passed between always-inlined functions only

#include "simd_portable.h"

#include "kernels.inl"
