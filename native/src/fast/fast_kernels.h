// Kernels of the fast decoder: bf16 products with fp32 sums, rows of activations in bf16. Unlike those of kernels/kernels.h, their rows may
// differ in the last bits with the number of rows. One table for CPUs with AVX512-BF16; where there are AMX tiles too, it uses them.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pn {

/// Columns of a group of a packed weight [N, K], and of a tile of products.
inline constexpr int kGroup = 32;
/// Rows of a tile of attention.
inline constexpr int kTileM = 32;

/// B of a product: columns in groups of 16 ("panels"), elements in pairs along k: element (k, column c of panel p) of a panel lies at
/// (k / 2) pair_stride + p panel_stride + 2 c + k % 2, in bf16.
struct PanelView {
    const uint16_t* data;
    ptrdiff_t pair_stride, panel_stride;
};

struct FastKernels {
    /// Around the products of one thread, without anybody else's in between: AMX tiles have a configuration.
    void (*begin)();
    void (*end)();

    /// C [rows, 16 panels] (+)= A [rows, 2 pairs] B. A's rows may be read and C's written up to the next multiple of 16.
    void (*product)(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate);

    /// C [rows, 32] = A [rows, K] fp32 times a group of int8 weights [K/2][32][2]; rows <= 4.
    void (*product_int8)(const float* a, ptrdiff_t lda, const int8_t* b, float* c, ptrdiff_t ldc, int rows, int pairs);
    /// The integers of a group as bf16, same layout.
    void (*widen_int8)(const int8_t* b, uint16_t* out, int pairs);

    /// y = bf16(x r w), r = 1 / sqrt(mean(x^2) + eps), one row; y32 (may be null) takes the unrounded row. d is filled with zeros up to padded.
    void (*norm)(const float* x, const float* w, uint16_t* y, float* y32, int d, int padded, float eps);
    /// y [n] = bf16(x).
    void (*round)(const float* x, uint16_t* y, int n);
    /// y = bf16(silu(g_c s_c) u_c s_c) for 16 columns: gate in c[0..16), up in c[16..32).
    void (*swiglu16)(const float* c, uint16_t* y, float* y32);
    /// Rotates one head in place, halves apart.
    void (*rope)(float* x, const float* cos, const float* sin, int width);

    /// One query tile against one block of 64 keys, online: scores [rows][64] (already q k) become p in bf16; peak and sum move on, and the
    /// factor for what was accumulated before is written to rescale. visible[r] keys count. scale is applied to the scores.
    void (*softmax)(const float* scores, uint16_t* p, const int* visible, int rows, float scale, float* peak, float* sum, float* rescale);
    /// x[0..n) *= f.
    void (*scale)(float* x, float f, int n);
    /// y [n] = bf16(x f).
    void (*round_scaled)(const float* x, float f, uint16_t* y, int n);
    /// x += y, n elements; scale (per element) may be null, bias too: x += y scale + bias.
    void (*add_scaled)(float* x, const float* y, const float* scale, const float* bias, int n);
    /// The same without the sum: x = y scale + bias.
    void (*put_scaled)(float* x, const float* y, const float* scale, const float* bias, int n);
};

/// Null where the CPU lacks AVX512-BF16.
const FastKernels* fast_kernels();

}  // namespace pn
