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

/// Asks for some cache lines at each step of k, so that what comes next arrives while this is computed: from four places in turns, for memory gives
/// several streams more than one.
struct Stream {
    const char* at;
    ptrdiff_t apart;
    int turns;   // of each step

    Stream(Ahead ahead, int steps)
        : at(static_cast<const char*>(ahead.data)), apart((ahead.bytes / 64 + 3) / 4 * 64), turns(static_cast<int>((apart / 64 + steps - 1) / steps)) {}

    inline __attribute__((always_inline)) void advance() {
        for (int i = 0; i < turns; i++, at += 64) {
            _mm_prefetch(at, _MM_HINT_T1);
            _mm_prefetch(at + apart, _MM_HINT_T1);
            _mm_prefetch(at + 2 * apart, _MM_HINT_T1);
            _mm_prefetch(at + 3 * apart, _MM_HINT_T1);
        }
    }
};

/// C (+)= A B, one or two row tiles by two panels. What other calls do not read again soon (a weight that few rows meet, else the rows) is
/// loaded past the first-level cache, in which the other operand stays.
template <bool Two, bool Once>
inline __attribute__((always_inline)) void block(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int pairs, bool accumulate, Stream& stream) {
    const ptrdiff_t a_stride = lda * 2, b_stride = b.pair_stride * 2, c_stride = ldc * 4, b_step = 16 * b.pair_stride;
    const uint16_t *a1 = a + 16 * lda, *b0 = b.data, *b1 = b.data + b.panel_stride;
    float* c1 = c + 16 * ldc;
    if (accumulate) {
        _tile_loadd(0, c, c_stride);
        _tile_loadd(1, c + 16, c_stride);
        if (Two) {
            _tile_loadd(2, c1, c_stride);
            _tile_loadd(3, c1 + 16, c_stride);
        }
    } else {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
    }
    for (int k = 0; k < pairs; k += 16, a += 32, a1 += 32, b0 += b_step, b1 += b_step) {
        if (Once) {
            _tile_stream_loadd(6, b0, b_stride);
            _tile_loadd(4, a, a_stride);
            _tile_stream_loadd(7, b1, b_stride);
            if (Two) _tile_loadd(5, a1, a_stride);
        } else {
            _tile_loadd(6, b0, b_stride);
            _tile_stream_loadd(4, a, a_stride);
            _tile_loadd(7, b1, b_stride);
            if (Two) _tile_stream_loadd(5, a1, a_stride);
        }
        stream.advance();
        _tile_dpbf16ps(0, 4, 6);
        _tile_dpbf16ps(1, 4, 7);
        if (Two) {
            _tile_dpbf16ps(2, 5, 6);
            _tile_dpbf16ps(3, 5, 7);
        }
    }
    _tile_stored(0, c, c_stride);
    _tile_stored(1, c + 16, c_stride);
    if (Two) {
        _tile_stored(2, c1, c_stride);
        _tile_stored(3, c1 + 16, c_stride);
    }
}

}  // namespace

/// rows are rounded up to a multiple of 16 in A and C; panels even; pairs a multiple of 16. Between amx_begin and amx_end.
void amx_product(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate, Ahead ahead) {
    const int steps = (rows + 31) / 32 * (panels / 2) * (pairs / 16);
    Stream stream(ahead, steps);
    for (int p = 0; p < panels; p += 2) {
        const PanelView two{b.data + p * b.panel_stride, b.pair_stride, b.panel_stride};
        for (int m = 0; m < rows; m += 32) {
            float* to = c + m * ldc + 16 * p;
            const bool once = rows <= 32 && !ahead.repeated;
            if (rows - m <= 16 && once) block<false, true>(a + m * lda, lda, two, to, ldc, pairs, accumulate, stream);
            else if (rows - m <= 16) block<false, false>(a + m * lda, lda, two, to, ldc, pairs, accumulate, stream);
            else if (once) block<true, true>(a + m * lda, lda, two, to, ldc, pairs, accumulate, stream);
            else block<true, false>(a + m * lda, lda, two, to, ldc, pairs, accumulate, stream);
        }
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
