// Products of attention's tiles with AMX (Intel SDM volume 1, chapter 18).
#include "kernels/half_product.h"

#include <immintrin.h>

#pragma GCC push_options
#pragma GCC target("amx-tile,amx-bf16")

namespace pn::avx512 {

/// Two tiles of rows (one at the end) by two tiles of columns, all of k.
template <bool Two>
static inline __attribute__((always_inline)) void product_block(const uint16_t* a, ptrdiff_t lda, const uint16_t* b, ptrdiff_t b_stride, float* c, ptrdiff_t ldc, int inner,
                                                                 bool accumulate) {
    const ptrdiff_t a_stride = 2 * lda, c_stride = 4 * ldc;
    float* below = c + 16 * ldc;
    if (accumulate) {
        _tile_loadd(0, c, c_stride);
        _tile_loadd(1, c + 16, c_stride);
        if (Two) {
            _tile_loadd(2, below, c_stride);
            _tile_loadd(3, below + 16, c_stride);
        }
    } else {
        _tile_zero(0);
        _tile_zero(1);
        if (Two) {
            _tile_zero(2);
            _tile_zero(3);
        }
    }
    for (int k = 0; k < inner; k += 32, a += 32, b += 8 * b_stride) {
        _tile_loadd(4, a, a_stride);
        _tile_loadd(6, b, b_stride);
        _tile_dpbf16ps(0, 4, 6);
        _tile_loadd(7, b + 32, b_stride);
        _tile_dpbf16ps(1, 4, 7);
        if (Two) {
            _tile_loadd(5, a + 16 * lda, a_stride);
            _tile_dpbf16ps(2, 5, 6);
            _tile_dpbf16ps(3, 5, 7);
        }
    }
    _tile_stored(0, c, c_stride);
    _tile_stored(1, c + 16, c_stride);
    if (Two) {
        _tile_stored(2, below, c_stride);
        _tile_stored(3, below + 16, c_stride);
    }
}

void half_product_amx(const uint16_t* a, ptrdiff_t lda, const uint16_t* b, int b_columns, float* c, ptrdiff_t ldc, int rows, int columns, int inner, bool accumulate) {
    const ptrdiff_t b_stride = 4 * ptrdiff_t(b_columns);
    for (int n = 0; n < columns; n += 32) {
        int m = 0;
        for (; m + 16 < rows; m += 32) product_block<true>(a + m * lda, lda, b + 2 * n, b_stride, c + m * ldc + n, ldc, inner, accumulate);
        if (m < rows) product_block<false>(a + m * lda, lda, b + 2 * n, b_stride, c + m * ldc + n, ldc, inner, accumulate);
    }
}

}  // namespace pn::avx512

#pragma GCC pop_options
