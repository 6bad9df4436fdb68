// Products of the fast decode step in fp32, and where their results go.
#pragma once
#include <cstddef>

namespace pn {

/// Columns of a group of a packed weight.
inline constexpr int kFloatGroup = 32;
/// Most rows of one tile of products.
inline constexpr int kFloatRows = 12;

struct FloatKernels {
    /// c [rows][32] = x [rows, k] b, b [k][32]; rows <= kFloatRows. Each sum runs over k in order, so that it does not depend on the other rows.
    /// Meanwhile k step bytes from `ahead` on are brought near; they need not be there.
    void (*product)(const float* x, ptrdiff_t ldx, const float* b, float* c, int rows, int k, const void* ahead, ptrdiff_t step);

    // c [rows][32] goes to x; `columns` <= 32 of them count, bias [32] may be null.
    /// x = c + bias.
    void (*put)(float* x, ptrdiff_t ldx, const float* c, const float* bias, int rows, int columns);
    /// x += c + bias.
    void (*add)(float* x, ptrdiff_t ldx, const float* c, const float* bias, int rows, int columns);
    /// y [rows, 16] = silu(gate) up with gate in columns 0..16 of c + bias and up in 16..32; `columns` <= 16 of y count.
    void (*swiglu)(float* y, ptrdiff_t ldy, const float* c, const float* bias, int rows, int columns);
};

/// Null where the CPU lacks AVX-512 or another instruction set was forced.
const FloatKernels* float_kernels();

}  // namespace pn
