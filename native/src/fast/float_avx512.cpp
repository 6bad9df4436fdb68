#include "fast/float_kernels.h"
#include "kernels/simd_avx512.h"
#include "kernels/vector_math.inl"

namespace pn::avx512 {
namespace {

/// Rows in threes, whose addresses are a base and one or two strides: so all of them find room in registers.
template <int R>
void tile(const float* x, ptrdiff_t ldx, const float* b, float* c, int k, const char* ahead, ptrdiff_t step) {
    constexpr int kThrees = (R + 2) / 3;
    const float* base[kThrees];
    for (int t = 0; t < kThrees; t++) base[t] = x + 3 * t * ldx;
    Vec sums[R][2];
#pragma GCC unroll 12
    for (int r = 0; r < R; r++) sums[r][0] = sums[r][1] = zero();
    for (int j = 0; j < k; j++, b += kFloatGroup, ahead += step) {
        const Vec b0 = load(b), b1 = load(b + 16);
        constexpr int kNear = R <= 4 ? 3 : 2;   // few rows read a weight once and soon
        __builtin_prefetch(ahead, 0, kNear);
        __builtin_prefetch(ahead + 64, 0, kNear);
#pragma GCC unroll 12
        for (int r = 0; r < R; r++) {
            const Vec v = set1(base[r / 3][j + (r % 3) * ldx]);
            sums[r][0] = fma(v, b0, sums[r][0]);
            sums[r][1] = fma(v, b1, sums[r][1]);
        }
    }
#pragma GCC unroll 12
    for (int r = 0; r < R; r++) {
        store(c + r * kFloatGroup, sums[r][0]);
        store(c + r * kFloatGroup + 16, sums[r][1]);
    }
}

template <int R>
void tile_of(const float* x, ptrdiff_t ldx, const float* b, float* c, int rows, int k, const char* ahead, ptrdiff_t step) {
    if (rows == R) tile<R>(x, ldx, b, c, k, ahead, step);
    else if constexpr (R > 1) tile_of<R - 1>(x, ldx, b, c, rows, k, ahead, step);
}

void product(const float* x, ptrdiff_t ldx, const float* b, float* c, int rows, int k, const void* ahead, ptrdiff_t step) {
    tile_of<kFloatRows>(x, ldx, b, c, rows, k, static_cast<const char*>(ahead), step);
}

/// to(row, first half, its mask, second half, its mask) of c + bias.
template <class To>
PN_INLINE void rows_of(const float* c, const float* bias, int rows, int columns, To&& to) {
    const Mask m0 = first_lanes(columns), m1 = first_lanes(columns - 16);
    for (int r = 0; r < rows; r++, c += kFloatGroup) {
        Vec v0 = load(c), v1 = load(c + 16);
        if (bias) v0 = add(v0, load(bias)), v1 = add(v1, load(bias + 16));
        to(r, v0, m0, v1, m1);
    }
}

void put(float* x, ptrdiff_t ldx, const float* c, const float* bias, int rows, int columns) {
    rows_of(c, bias, rows, columns, [&](int r, Vec v0, Mask m0, Vec v1, Mask m1) __attribute__((always_inline)) {
        store(x + r * ldx, v0, m0);
        store(x + r * ldx + 16, v1, m1);
    });
}

void add_to(float* x, ptrdiff_t ldx, const float* c, const float* bias, int rows, int columns) {
    rows_of(c, bias, rows, columns, [&](int r, Vec v0, Mask m0, Vec v1, Mask m1) __attribute__((always_inline)) {
        float* y = x + r * ldx;
        store(y, add(load(y, m0), v0), m0);
        store(y + 16, add(load(y + 16, m1), v1), m1);
    });
}

void swiglu(float* y, ptrdiff_t ldy, const float* c, const float* bias, int rows, int columns) {
    const Mask m = first_lanes(columns);
    rows_of(c, bias, rows, kFloatGroup, [&](int r, Vec gate, Mask, Vec up, Mask) __attribute__((always_inline)) {
        store(y + r * ldy, mul(mul(gate, sigmoid(gate)), up), m);
    });
}

}  // namespace

extern const FloatKernels float_table;
const FloatKernels float_table = {product, put, add_to, swiglu};

}  // namespace pn::avx512
