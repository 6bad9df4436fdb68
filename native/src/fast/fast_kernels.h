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
/// Keys that a tile meets at once: four blocks.
inline constexpr int kSpan = 256;
/// Elements between the scores of two rows: an odd number of cache lines, so that they spread over the sets of the first-level cache.
inline constexpr int kScoreStride = kSpan + 16;
/// Rows of activations that meet int8 weights as integers; more are multiplied in bf16.
inline constexpr int kIntegerRows = 4;

/// Rows of activations that meet bf16 weights without tiles.
inline constexpr int kFewRows = 2;
/// Groups of a weight that few rows meet at once.
inline constexpr int kStreams = 4;
/// The same for int8 weights: their sums stay in registers.
inline constexpr int integer_streams(int rows) { return rows == 1 ? 4 : rows == 2 ? 2 : 1; }

/// B of a product: columns in groups of 16 ("panels"), elements in pairs along k: element (k, column c of panel p) of a panel lies at
/// (k / 2) pair_stride + p panel_stride + 2 c + k % 2, in bf16.
struct PanelView {
    const uint16_t* data;
    ptrdiff_t pair_stride, panel_stride;
};

/// Memory that will be read soon.
struct Ahead {
    const void* data = nullptr;
    ptrdiff_t bytes = 0;
    bool repeated = false;   // more rows will meet the panels of the product at hand: they should stay near
};

/// Groups of a weight that will be read after those at hand, `apart` bytes apart.
struct NextGroups {
    const void* data;
    ptrdiff_t apart;
};

/// Rows of activations as integers of 16 bits, u = round(x / step) + 32768, high and low bytes apart.
struct IntegerRows {
    const uint8_t *high, *low;   // [rows, stride]
    ptrdiff_t stride;
    const float* step;           // [rows]
};

/// 32 columns of int8 weights, four of k side by side: [K/4][32][4], and each column's sum.
struct IntegerGroup {
    const int8_t* values;
    const int32_t* sums;
};

/// Per column of a group; both may be null.
struct Affine {
    const float *scale, *bias;
};

struct FastKernels {
    /// Around the products of one thread, without anybody else's in between: AMX tiles have a configuration.
    void (*begin)();
    void (*end)();

    /// C [rows, 16 panels] (+)= A [rows, 2 pairs] B. A's rows may be read and C's written up to the next multiple of 16.
    void (*product)(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate);
    /// The same, bringing near meanwhile what will be read next.
    void (*product_ahead)(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate, Ahead ahead);

    /// C [groups][rows][32] = A [rows, 2 pairs] times up to kStreams groups of a weight, `apart` elements apart; rows <= kFewRows. They are read side by
    /// side: memory gives several streams more than one. The sum of a column does not depend on their number.
    void (*product_few)(const uint16_t* a, ptrdiff_t lda, PanelView b, ptrdiff_t apart, int groups, NextGroups then, float* c, int rows, int pairs);

    /// high, low [k] and the result, the step, of x [k]; k a multiple of 16.
    float (*to_integers)(const float* x, uint8_t* high, uint8_t* low, int k);
    /// C [groups][rows][32] = A [rows, K] times up to integer_streams(rows) groups, `apart` values apart; rows <= kIntegerRows.
    void (*product_int8)(IntegerRows a, IntegerGroup b, ptrdiff_t apart, int groups, NextGroups then, float* c, int rows, int k);
    /// The integers of a group as bf16 in the layout of PanelView.
    void (*widen_int8)(const int8_t* b, uint16_t* out, int k);

    /// y = bf16(x r w), r = 1 / sqrt(mean(x^2) + eps), one row; y32 (may be null) takes the unrounded row. d is filled with zeros up to padded.
    void (*norm)(const float* x, const float* w, uint16_t* y, float* y32, int d, int padded, float eps);
    /// y [heads][width] = bf16(f times each head of x, rotated, halves apart).
    void (*rope)(const float* x, const float* cos, const float* sin, float f, uint16_t* y, int heads, int width);
    /// Rows slot % 16 .. + n of k [16][width] become the keys of n positions from `slot` on, all within sixteen that begin at a multiple of 16, of a
    /// block [width/2][64][2].
    void (*put_keys)(const uint16_t* k, uint16_t* block, int slot, int n, int width);
    /// n rows of v become the values of the positions from `slot` on of a block [64/2][width][2].
    void (*put_values)(const float* v, ptrdiff_t ldv, uint16_t* block, int slot, int n, int width);

    /// A query tile against up to kSpan keys, online: scores (already q k) become p in bf16, zeros up to `columns`, a multiple of 16; peak (in powers
    /// of two) and sum move on, and the factor for what was accumulated before is written to rescale. visible[r] keys count. Rows of
    /// scores are `stride` apart, those of p twice as many elements, so that p may begin where scores do.
    void (*softmax)(float* scores, uint16_t* p, ptrdiff_t stride, const int* visible, int rows, int columns, float* peak, float* sum, float* rescale);
    /// x[0..n) *= f.
    void (*scale)(float* x, float f, int n);
    /// y [n] = bf16(x f).
    void (*round_scaled)(const float* x, float f, uint16_t* y, int n);

    // Where a tile c [rows][32] of a product goes; `columns` <= 32 of them count.
    /// x = c scale + bias.
    void (*put_tile)(float* x, ptrdiff_t ldx, const float* c, Affine by, int rows, int columns);
    /// The same past the caches, where x is large and its rows begin on cache lines.
    void (*put_tile_far)(float* x, ptrdiff_t ldx, const float* c, Affine by, int rows, int columns);
    /// x += c scale + bias.
    void (*add_tile)(float* x, ptrdiff_t ldx, const float* c, Affine by, int rows, int columns);
    /// y = bf16(silu(gate) up) with gate in c's columns 0..16 and up in 16..32; y32 may be null.
    void (*swiglu_tile)(uint16_t* y, float* y32, ptrdiff_t ldy, const float* c, Affine by, int rows);
};

/// Null where the CPU lacks AVX512-BF16.
const FastKernels* fast_kernels();

}  // namespace pn
