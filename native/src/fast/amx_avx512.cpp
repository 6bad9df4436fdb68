// Products with AMX tiles (Intel SDM volume 1, chapter 18): two row tiles by two panels, 16 pairs of k at a time.
#include "fast/fast_kernels.h"

#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#pragma GCC push_options
#pragma GCC target("amx-tile,amx-bf16")

namespace pn::avx512 {
namespace {

struct alignas(64) TileConfig {
    uint8_t palette = 1, start_row = 0, reserved[14] = {};
    uint16_t row_bytes[16] = {};
    uint8_t rows[16] = {};
};

/// All eight tiles 16 rows of 64 bytes. Set before every product: oneDNN leaves its own configuration behind.
void configure() {
    TileConfig config;
    for (int i = 0; i < 8; i++) {
        config.row_bytes[i] = 64;
        config.rows[i] = 16;
    }
    _tile_loadconfig(&config);
}

}  // namespace

/// rows are rounded up to a multiple of 16 in A and C; panels even; pairs a multiple of 16.
void amx_product(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate) {
    configure();
    const ptrdiff_t a_stride = lda * 2, b_stride = b.pair_stride * 2, c_stride = ldc * 4;
    for (int m = 0; m < rows; m += 32) {
        const bool two = rows - m > 16;
        const uint16_t *a0 = a + m * lda, *a1 = a0 + 16 * lda;
        for (int p = 0; p < panels; p += 2) {
            float *c0 = c + m * ldc + 16 * p, *c1 = c0 + 16 * ldc;
            const uint16_t *b0 = b.data + p * b.panel_stride, *b1 = b0 + b.panel_stride;
            if (accumulate) {
                _tile_loadd(0, c0, c_stride);
                _tile_loadd(1, c0 + 16, c_stride);
                if (two) {
                    _tile_loadd(2, c1, c_stride);
                    _tile_loadd(3, c1 + 16, c_stride);
                }
            } else {
                _tile_zero(0);
                _tile_zero(1);
                _tile_zero(2);
                _tile_zero(3);
            }
            for (int k = 0; k < pairs; k += 16) {
                _tile_loadd(6, b0 + k * b.pair_stride, b_stride);
                _tile_loadd(7, b1 + k * b.pair_stride, b_stride);
                _tile_loadd(4, a0 + 2 * k, a_stride);
                _tile_dpbf16ps(0, 4, 6);
                _tile_dpbf16ps(1, 4, 7);
                if (two) {
                    _tile_loadd(5, a1 + 2 * k, a_stride);
                    _tile_dpbf16ps(2, 5, 6);
                    _tile_dpbf16ps(3, 5, 7);
                }
            }
            _tile_stored(0, c0, c_stride);
            _tile_stored(1, c0 + 16, c_stride);
            if (two) {
                _tile_stored(2, c1, c_stride);
                _tile_stored(3, c1 + 16, c_stride);
            }
        }
    }
    _tile_release();
}

/// Linux grants the tile registers to a process that asks (arch_prctl ARCH_REQ_XCOMP_PERM, XTILEDATA).
bool amx_ready() {
    constexpr long kRequestPermission = 0x1023, kTileData = 18;
    return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

}  // namespace pn::avx512

#pragma GCC pop_options
