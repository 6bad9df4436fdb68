// Products with AMX tiles (Intel SDM volume 1, chapter 18): two row tiles by two column tiles, 32 of k at a time. Nothing from the C++ library is
// instantiated here.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "panel_products.h"

#include <omp.h>

#include "fast/fast_kernels.h"
#include "half_math_avx512.h"
#include "scratch.h"

#pragma GCC push_options
#pragma GCC target("amx-tile,amx-bf16")

namespace pn::avx512 {
namespace {

PN_INLINE int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

void pack(const float* w, int64_t begin, int64_t n, int64_t total, int64_t k, uint16_t* by_rows, uint16_t* by_columns) {
#pragma omp parallel for schedule(static) if (n * k >= 65536)
    for (int64_t i = 0; i < n; i += kPanel) {
        alignas(64) float pairs[16 * 16];   // two bf16 each: only moved
        uint16_t* rows = by_rows + (begin + i) * k;
        for (int64_t j = 0; j < k; j += kPanel) {
            const float* tile = w + i * k + j;
            for (int half = 0; half < 2; half++) {
                for (int r = 0; r < 16; r++) {
                    const float* row = tile + (half * 16 + r) * k;
                    _mm512_store_si512(pairs + r * 16, (__m512i)_mm512_cvtne2ps_pbh(load(row + 16), load(row)));
                }
                transpose16(pairs, 16, 16, 16, reinterpret_cast<float*>(rows + j * kPanel) + half * 16, kPanel);
            }
            uint16_t* columns = by_columns + j * total + (begin + i) * kPanel;
            for (int r = 0; r < kPanel; r += 2, columns += 2 * kPanel) {
                const float *even = tile + r * k, *odd = even + k;
                _mm512_storeu_si512(columns, round_pairs(load(even), load(odd)));
                _mm512_storeu_si512(columns + 32, round_pairs(load(even + 16), load(odd + 16)));
            }
        }
    }
}

PN_INLINE void store_tiles(float* c, ptrdiff_t ldc) {
    _tile_stored(0, c, 4 * ldc);
    _tile_stored(1, c + 16, 4 * ldc);
    _tile_stored(2, c + 16 * ldc, 4 * ldc);
    _tile_stored(3, c + 16 * ldc + 16, 4 * ldc);
}

PN_INLINE void clear_tiles() {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
}

/// A finished tile of 32 columns and what becomes of its rows, at `at` elements of y.
struct Finished {
    const float* tile;
    ptrdiff_t at;
    int64_t rows, done = 0;
};

/// The next `count` rows of a tile: Half: rounded, else added to those of addend.
template <bool Half>
PN_INLINE void put_rows(Finished& f, void* y, const float* addend, ptrdiff_t stride, int64_t count) {
    for (const int64_t end = least(f.rows, f.done + count); f.done < end; f.done++) {
        const float* row = f.tile + f.done * 32;
        const ptrdiff_t at = f.at + f.done * stride;
        Vec low = load(row), high = load(row + 16);
        if (addend) {
            low = add(low, load(addend + at));
            high = add(high, load(addend + at + 16));
        }
        if (Half) {
            _mm512_storeu_si512(static_cast<uint16_t*>(y) + at, (__m512i)_mm512_cvtne2ps_pbh(high, low));
        } else {
            store(static_cast<float*>(y) + at, low);
            store(static_cast<float*>(y) + at + 16, high);
        }
    }
}

/// Tiles 0 to 3 = 32 rows of A times a panel. A passes the first-level cache, in which the panel stays for the next rows.
/// between() runs at each step of k, while the tiles are multiplied.
template <class Between>
PN_INLINE void multiply(const uint16_t* a, ptrdiff_t lda, const uint16_t* panel, int64_t inner, Between&& between) {
    const ptrdiff_t stride = 2 * lda;
    const uint16_t* below = a + 16 * lda;
    for (int64_t k = 0; k < inner; k += 32) {
        _tile_loadd(6, panel + k * kPanel, 128);
        _tile_stream_loadd(4, a + k, stride);
        _tile_dpbf16ps(0, 4, 6);
        _tile_loadd(7, panel + k * kPanel + 32, 128);
        _tile_dpbf16ps(1, 4, 7);
        _tile_stream_loadd(5, below + k, stride);
        _tile_dpbf16ps(2, 5, 6);
        _tile_dpbf16ps(3, 5, 7);
        between();
    }
}

/// A block of rows: they pass over the same panels.
int64_t rows_per_task(int64_t m, int64_t inner, int threads) {
    const int64_t most = inner > 2048 ? 128 : 256, fair = (m + 4 * threads - 1) / (4 * threads);
    return least(most, (fair + 31) / 32 * 32);
}

template <bool Half>
void product_of(const uint16_t* a, const uint16_t* panels, ptrdiff_t panel_stride, void* y, const float* addend, int64_t m, int64_t n, int64_t inner) {
    const int threads = omp_get_max_threads();
    const int64_t block = rows_per_task(m, inner, threads), blocks = m > 0 ? (m + block - 1) / block : 0, at_a_step = (1024 + inner - 1) / inner;
    const FastKernels& f = *fast_kernels();
#pragma omp parallel if (blocks > 1 && m * n * inner > 1 << 20)
    {
        f.begin();
        auto* tail = static_cast<uint16_t*>(scratch(Scratch::Tail, size_t(kPanel * inner) * sizeof(uint16_t)));
        alignas(64) float tiles[2][32 * 32];   // one is filled while the other goes where it belongs
#pragma omp for schedule(dynamic, 1)
        for (int64_t t = 0; t < blocks; t++) {
            const int64_t begin = t * block, end = least(m, begin + block), whole = begin + (end - begin) / 32 * 32;
            if (whole < end)
                for (int64_t i = 0; i < kPanel * inner; i += 32)
                    _mm512_storeu_si512(tail + i, i < (end - whole) * inner ? _mm512_loadu_si512(a + whole * inner + i) : _mm512_setzero_si512());
            Finished last{tiles[0], 0, 0};
            int turn = 0;
            for (int64_t c = 0; c < n; c += kPanel) {
                const uint16_t* panel = panels + c / kPanel * panel_stride;
                for (int64_t i = begin; i < end; i += 32, turn ^= 1) {
                    clear_tiles();
                    multiply(i < whole ? a + i * inner : tail, inner, panel, inner, [&]() __attribute__((always_inline)) { put_rows<Half>(last, y, addend, n, at_a_step); });
                    put_rows<Half>(last, y, addend, n, 32);
                    store_tiles(tiles[turn], 32);
                    last = {tiles[turn], i * n + c, least(32, end - i)};
                    for (int64_t r = 0; addend && r < last.rows; r++) {
                        _mm_prefetch(reinterpret_cast<const char*>(addend + last.at + r * n), _MM_HINT_T0);
                        _mm_prefetch(reinterpret_cast<const char*>(addend + last.at + r * n + 16), _MM_HINT_T0);
                    }
                }
            }
            put_rows<Half>(last, y, addend, n, 32);
        }
        f.end();
    }
}

void product(const uint16_t* a, const uint16_t* panels, ptrdiff_t panel_stride, void* y, bool half, const float* addend, int64_t m, int64_t n, int64_t inner) {
    const auto run = half ? product_of<true> : product_of<false>;
    run(a, panels, panel_stride, y, addend, m, n, inner);
}

/// Pairs (even_i, odd_i) of columns 0 to 15 and 16 to 31 of two rows.
PN_INLINE void pair_columns(const uint16_t* even, const uint16_t* odd, __m512i pairs[2]) {
    const __m512i low = _mm512_set_epi16(47, 15, 46, 14, 45, 13, 44, 12, 43, 11, 42, 10, 41, 9, 40, 8, 39, 7, 38, 6, 37, 5, 36, 4, 35, 3, 34, 2, 33, 1, 32, 0);
    const __m512i x = even ? _mm512_loadu_si512(even) : _mm512_setzero_si512(), y = odd ? _mm512_loadu_si512(odd) : _mm512_setzero_si512();
    pairs[0] = _mm512_permutex2var_epi16(x, low, y);
    pairs[1] = _mm512_permutex2var_epi16(x, _mm512_add_epi16(low, _mm512_set1_epi16(16)), y);
}

/// Row `row` of x [rows][n] from `column` on; null beyond the end.
PN_INLINE const uint16_t* at(const uint16_t* x, int64_t rows, int64_t n, int64_t row, int64_t column) { return row < rows ? x + row * n + column : nullptr; }

/// Rows row and row + 1 of panels [k / 32][m / 2][32][2] of x [rows][k]; rows beyond the end are zero.
void pair_rows(const uint16_t* x, int64_t rows, int64_t m, int64_t k, int64_t row, uint16_t* panels) {
    for (int64_t c = 0; c < k; c += kPanel) {
        __m512i pairs[2];
        pair_columns(at(x, rows, k, row, c), at(x, rows, k, row + 1, c), pairs);
        uint16_t* to = panels + c * m + row * kPanel;
        _mm512_storeu_si512(to, pairs[0]);
        _mm512_storeu_si512(to + 32, pairs[1]);
    }
}

/// Two tiles [16][32], `apart` elements apart, = the transpose of rows `row` .. `row` + 31 and columns `column` .. `column` + 31 of x [rows][n].
void transpose_tiles(const uint16_t* x, int64_t rows, int64_t n, int64_t row, int64_t column, uint16_t* tiles, ptrdiff_t apart) {
    alignas(64) float moved[2][16 * 16];
    for (int p = 0; p < 16; p++) {
        __m512i pairs[2];
        pair_columns(at(x, rows, n, row + 2 * p, column), at(x, rows, n, row + 2 * p + 1, column), pairs);
        _mm512_store_si512(moved[0] + p * 16, pairs[0]);
        _mm512_store_si512(moved[1] + p * 16, pairs[1]);
    }
    transpose16(moved[0], 16, 16, 16, reinterpret_cast<float*>(tiles), 16);
    transpose16(moved[1], 16, 16, 16, reinterpret_cast<float*>(tiles + apart), 16);
}

/// Rows that are summed in one go: dy's part of a slice and a panel of x fit the second-level cache.
constexpr int64_t kSumRows = 2048;
constexpr int64_t kTile = 16 * 32;

void weight_gradient(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate) {
    const int threads = omp_get_max_threads();
    // Slices of at most eight panels, two or more for each thread, the larger ones first.
    const int64_t parts = n / kPanel, least_slices = (parts + 7) / 8, slices = least(parts, (least_slices > 2 * threads ? (least_slices + threads - 1) / threads : 2) * threads);
    const int64_t larger = parts % slices, slice = (parts / slices + (larger > 0)) * kPanel;
    const FastKernels& f = *fast_kernels();
    auto* panels = static_cast<uint16_t*>(scratch(Scratch::Shared, size_t(least(kSumRows, (m + 31) / 32 * 32) * k) * sizeof(uint16_t)));
    for (int64_t begin = 0; begin < m; begin += kSumRows) {
        const int64_t rows = least(kSumRows, m - begin), padded = (rows + 31) / 32 * 32;
        const uint16_t *dy_part = dy + begin * n, *x_part = x + begin * k;
        const bool more = accumulate || begin > 0;
#pragma omp parallel if (m * n * k > 1 << 20)
        {
#pragma omp for schedule(static)
            for (int64_t p = 0; p < padded; p += 2) pair_rows(x_part, rows, padded, k, p, panels);
            f.begin();
            auto* tiles = static_cast<uint16_t*>(scratch(Scratch::Tile, size_t(slice * padded) * sizeof(uint16_t)));
#pragma omp for schedule(dynamic, 1)
            for (int64_t s = 0; s < slices; s++) {
                const int64_t first_row = (s * (parts / slices) + least(s, larger)) * kPanel, last = first_row + (parts / slices + (s < larger)) * kPanel;
                for (int64_t r = 0; r < padded; r += 32)
                    for (int64_t i = first_row; i < last; i += 32) transpose_tiles(dy_part, rows, n, r, i, tiles + (i - first_row) * padded + r * 16, 16 * padded);
                for (int64_t c = 0; c < k; c += kPanel) {
                    const uint16_t* panel = panels + c * padded;
                    for (int64_t i = first_row; i < last; i += 32) {
                        float *to = dw + i * k + c, *below = to + 16 * k;
                        if (more) {
                            _tile_loadd(0, to, 4 * k);
                            _tile_loadd(1, to + 16, 4 * k);
                            _tile_loadd(2, below, 4 * k);
                            _tile_loadd(3, below + 16, 4 * k);
                        } else {
                            clear_tiles();
                        }
                        const uint16_t *a = tiles + (i - first_row) * padded, *b = a + 16 * padded;
                        for (int64_t r = 0; r < padded; r += 32, a += kTile, b += kTile) {
                            _tile_loadd(6, panel + r * kPanel, 128);
                            _tile_loadd(4, a, 64);
                            _tile_dpbf16ps(0, 4, 6);
                            _tile_loadd(7, panel + r * kPanel + 32, 128);
                            _tile_dpbf16ps(1, 4, 7);
                            _tile_loadd(5, b, 64);
                            _tile_dpbf16ps(2, 5, 6);
                            _tile_dpbf16ps(3, 5, 7);
                        }
                        store_tiles(to, k);
                    }
                }
            }
            f.end();
        }
    }
}

}  // namespace

extern const PanelProducts panel_products;
const PanelProducts panel_products = {pack, product, weight_gradient};

}  // namespace pn::avx512

#pragma GCC pop_options
