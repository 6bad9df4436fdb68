#include "simd_portable.h"

#include "kernels.inl"
