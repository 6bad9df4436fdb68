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
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
};

/// All eight tiles 16 rows of 64 bytes.
constexpr TileConfig kConfig = {1, 0, {}, {64, 64, 64, 64, 64, 64, 64, 64}, {16, 16, 16, 16, 16, 16, 16, 16}};

void configure() {
    // GCC's intrinsic tells the compiler of the first eight bytes only: they must all be in memory.
    asm volatile("" ::"r"(&kConfig) : "memory");
    _tile_loadconfig(&kConfig);
}

}  // namespace

/// Half of each operand's part of a chunk of k fits the first-level cache beside the other's.
constexpr int kChunkPairs = 160;

/// One chunk of k: C (+)= A B, 32 rows and two panels at a time.
template <bool Prefetch>
static void product_chunk(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int pairs, bool accumulate) {
    const ptrdiff_t a_stride = lda * 2, b_stride = b.pair_stride * 2, c_stride = ldc * 4;
    for (int m = 0; m < rows; m += 32) {
        const bool two = rows - m > 16;
        const uint16_t *a0 = a + m * lda, *a1 = a0 + 16 * lda;
        float *c0 = c + m * ldc, *c1 = c0 + 16 * ldc;
        const uint16_t *b0 = b.data, *b1 = b.data + b.panel_stride;
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
            if (Prefetch && m == 0)
                for (int i = 0; i < 16; i++) {
                    _mm_prefetch(reinterpret_cast<const char*>(b0 + (k + 48 + i) * b.pair_stride), _MM_HINT_T0);
                    _mm_prefetch(reinterpret_cast<const char*>(b1 + (k + 48 + i) * b.pair_stride), _MM_HINT_T0);
                }
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

/// rows are rounded up to a multiple of 16 in A and C; panels even; pairs a multiple of 16. Between amx_begin and amx_end.
void amx_product(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate) {
    for (int p = 0; p < panels; p += 2) {
        const PanelView two{b.data + p * b.panel_stride, b.pair_stride, b.panel_stride};
        float* to = c + 16 * p;
        if (rows <= 128) {
            product_chunk<true>(a, lda, two, to, ldc, rows, pairs, accumulate);
            continue;
        }
        // Many rows pass over the same weights: those of one chunk stay in the first-level cache.
        const int chunks = (pairs + kChunkPairs - 1) / kChunkPairs, step = (pairs / 16 + chunks - 1) / chunks * 16;
        for (int k = 0; k < pairs; k += step)
            product_chunk<false>(a + 2 * k, lda, {two.data + k * two.pair_stride, two.pair_stride, two.panel_stride}, to, ldc, rows,
                                 pairs - k < step ? pairs - k : step, accumulate || k > 0);
    }
}

void amx_begin() { configure(); }
void amx_end() { _tile_release(); }

/// Linux grants the tile registers to a process that asks (arch_prctl ARCH_REQ_XCOMP_PERM, XTILEDATA).
bool amx_ready() {
    constexpr long kRequestPermission = 0x1023, kTileData = 18;
    return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

}  // namespace pn::avx512

#pragma GCC pop_options
