// The fast kernels for AVX-512 with BF16, and with AMX tiles where the CPU has them. Nothing from the C++ library is instantiated here:
// a template compiled with these flags could be the copy that the linker keeps for every other file.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "fast/fast_kernels.h"
#include "fast/streams_avx512.h"

#include "kernels/half_math_avx512.h"

#include "kernels/vector_math.inl"

namespace pn::avx512 {

void amx_begin();
void amx_end();
void amx_product(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate, Ahead ahead);
float to_integers(const float* x, uint8_t* high, uint8_t* low, int k);
void product_int8(IntegerRows a, IntegerGroup b, ptrdiff_t apart, int groups, NextGroups then, float* c, int rows, int k);
void widen_int8(const int8_t* b, uint16_t* out, int k);
void rope(const float* x, const float* cos, const float* sin, float f, uint16_t* y, int heads, int width);
void put_keys(const uint16_t* k, uint16_t* block, int slot, int n, int width);
void put_values(const float* v, ptrdiff_t ldv, uint16_t* block, int slot, int n, int width);
void softmax(float* scores, uint16_t* p, ptrdiff_t stride, const int* visible, int rows, int columns, float* peak, float* sum, float* rescale);

namespace {

PN_INLINE __m512bh pair_of(const uint16_t* p) {
    int32_t bits;
    __builtin_memcpy(&bits, p, 4);
    return (__m512bh)_mm512_set1_epi32(bits);
}

/// R rows by P panels in registers; few of them are split along k, so that the additions of one sum do not wait for each other.
template <int R, int P>
__attribute__((noinline)) void product_tile(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int pairs, bool accumulate) {
    constexpr int kSplit = R * P <= 2 ? 4 : R * P <= 8 ? 2 : 1;
    __m512 sum[kSplit][R][P];
#pragma GCC unroll 4
    for (int u = 0; u < kSplit; u++)
#pragma GCC unroll 8
        for (int r = 0; r < R; r++)
#pragma GCC unroll 4
            for (int p = 0; p < P; p++) sum[u][r][p] = u == 0 && accumulate ? _mm512_loadu_ps(c + r * ldc + 16 * p) : _mm512_setzero_ps();
    const uint16_t* w = b.data;
    int k = 0;
    for (; k + kSplit <= pairs; k += kSplit) {
#pragma GCC unroll 4
        for (int u = 0; u < kSplit; u++) {
            __m512bh x[P];
#pragma GCC unroll 4
            for (int p = 0; p < P; p++) {
                x[p] = (__m512bh)_mm512_loadu_si512(w + p * b.panel_stride);
                if (R <= 4) _mm_prefetch(reinterpret_cast<const char*>(w + p * b.panel_stride) + 2048, _MM_HINT_T0);
            }
#pragma GCC unroll 8
            for (int r = 0; r < R; r++) {
                const __m512bh y = pair_of(a + r * lda + 2 * (k + u));
#pragma GCC unroll 4
                for (int p = 0; p < P; p++) sum[u][r][p] = _mm512_dpbf16_ps(sum[u][r][p], y, x[p]);
            }
            w += b.pair_stride;
        }
    }
    for (; k < pairs; k++, w += b.pair_stride)
#pragma GCC unroll 8
        for (int r = 0; r < R; r++)
#pragma GCC unroll 4
            for (int p = 0; p < P; p++)
                sum[0][r][p] = _mm512_dpbf16_ps(sum[0][r][p], pair_of(a + r * lda + 2 * k), (__m512bh)_mm512_loadu_si512(w + p * b.panel_stride));
#pragma GCC unroll 8
    for (int r = 0; r < R; r++)
#pragma GCC unroll 4
        for (int p = 0; p < P; p++) {
            __m512 total = sum[0][r][p];
#pragma GCC unroll 4
            for (int u = 1; u < kSplit; u++) total = _mm512_add_ps(total, sum[u][r][p]);
            _mm512_storeu_ps(c + r * ldc + 16 * p, total);
        }
}

template <int P>
void product_rows(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int pairs, bool accumulate) {
    for (; rows >= 8; rows -= 8, a += 8 * lda, c += 8 * ldc) product_tile<8, P>(a, lda, b, c, ldc, pairs, accumulate);
    switch (rows) {
        case 7: return product_tile<7, P>(a, lda, b, c, ldc, pairs, accumulate);
        case 6: return product_tile<6, P>(a, lda, b, c, ldc, pairs, accumulate);
        case 5: return product_tile<5, P>(a, lda, b, c, ldc, pairs, accumulate);
        case 4: return product_tile<4, P>(a, lda, b, c, ldc, pairs, accumulate);
        case 3: return product_tile<3, P>(a, lda, b, c, ldc, pairs, accumulate);
        case 2: return product_tile<2, P>(a, lda, b, c, ldc, pairs, accumulate);
        case 1: return product_tile<1, P>(a, lda, b, c, ldc, pairs, accumulate);
        default: return;
    }
}

template <int R, int G>
__attribute__((noinline)) void few_rows(const uint16_t* a, ptrdiff_t lda, const uint16_t* w, ptrdiff_t apart, NextGroups then, float* c, int pairs) {
    __m512 sum[G][R][2];
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 2
        for (int r = 0; r < R; r++) sum[g][r][0] = sum[g][r][1] = _mm512_setzero_ps();
    over_groups<G>(w, 2 * apart, pairs, then, [&](int k) __attribute__((always_inline)) {
        __m512bh y[R];
#pragma GCC unroll 2
        for (int r = 0; r < R; r++) y[r] = pair_of(a + r * lda + 2 * k);
#pragma GCC unroll 4
        for (int g = 0; g < G; g++) {
            const uint16_t* at = w + g * apart + k * 2 * kGroup;
            const __m512bh x0 = (__m512bh)_mm512_loadu_si512(at), x1 = (__m512bh)_mm512_loadu_si512(at + kGroup);
#pragma GCC unroll 2
            for (int r = 0; r < R; r++) {
                sum[g][r][0] = _mm512_dpbf16_ps(sum[g][r][0], y[r], x0);
                sum[g][r][1] = _mm512_dpbf16_ps(sum[g][r][1], y[r], x1);
            }
        }
    });
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 2
        for (int r = 0; r < R; r++, c += kGroup) {
            _mm512_storeu_ps(c, sum[g][r][0]);
            _mm512_storeu_ps(c + 16, sum[g][r][1]);
        }
}

template <int R>
void few_groups(const uint16_t* a, ptrdiff_t lda, const uint16_t* w, ptrdiff_t apart, int groups, NextGroups then, float* c, int pairs) {
    switch (groups) {
        case 4: return few_rows<R, 4>(a, lda, w, apart, then, c, pairs);
        case 3: return few_rows<R, 3>(a, lda, w, apart, then, c, pairs);
        case 2: return few_rows<R, 2>(a, lda, w, apart, then, c, pairs);
        default: return few_rows<R, 1>(a, lda, w, apart, then, c, pairs);
    }
}

void product_few(const uint16_t* a, ptrdiff_t lda, PanelView b, ptrdiff_t apart, int groups, NextGroups then, float* c, int rows, int pairs) {
    const auto run = rows == 1 ? few_groups<1> : few_groups<2>;
    run(a, lda, b.data, apart, groups, then, c, pairs);
}

PanelView skip(PanelView b, int panels) { return {b.data + panels * b.panel_stride, b.pair_stride, b.panel_stride}; }

void product(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate) {
    for (; panels >= 2; panels -= 2, b = skip(b, 2), c += 32) product_rows<2>(a, lda, b, c, ldc, rows, pairs, accumulate);
    if (panels > 0) product_rows<1>(a, lda, b, c, ldc, rows, pairs, accumulate);
}

/// A few rows ask for their weights themselves (product_tile).
void product_ahead(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate, Ahead) {
    product(a, lda, b, c, ldc, rows, panels, pairs, accumulate);
}

void product_amx_ahead(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate, Ahead ahead) {
    if ((rows > 2 || ahead.repeated) && panels % 2 == 0 && pairs % 16 == 0) amx_product(a, lda, b, c, ldc, rows, panels, pairs, accumulate, ahead);
    else product(a, lda, b, c, ldc, rows, panels, pairs, accumulate);
}

void product_amx(const uint16_t* a, ptrdiff_t lda, PanelView b, float* c, ptrdiff_t ldc, int rows, int panels, int pairs, bool accumulate) {
    product_amx_ahead(a, lda, b, c, ldc, rows, panels, pairs, accumulate, {});
}

PN_INLINE void put16(uint16_t* y, Vec x) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(y), (__m256i)_mm512_cvtneps_pbh(x)); }
PN_INLINE void put16(uint16_t* y, Vec x, Mask m) { _mm256_mask_storeu_epi16(y, m, (__m256i)_mm512_cvtneps_pbh(x)); }

/// y = bf16(f(j)) for j = 0, 16, ...; the last group is masked.
template <class Value>
PN_INLINE void round_lanes(uint16_t* y, int n, Value&& value) {
    int j = 0;
    for (; j + 16 <= n; j += 16) put16(y + j, value(j, Mask(0xffff)));
    if (j < n) {
        const Mask m = first_lanes(n - j);
        put16(y + j, value(j, m), m);
    }
}

void norm(const float* x, const float* w, uint16_t* y, float* y32, int d, int padded, float eps) {
    const Vec r = set1(1.f / __builtin_sqrtf(dot(x, x, d) / float(d) + eps));
    round_lanes(y, d, [&](int j, Mask m) __attribute__((always_inline)) {
        const Vec v = mul(mul(load(x + j, m), r), load(w + j, m));
        if (y32) store(y32 + j, v, m);
        return v;
    });
    for (int j = d; j < padded; j++) {
        y[j] = 0;
        if (y32) y32[j] = 0;
    }
}

void round_scaled(const float* x, float f, uint16_t* y, int n) {
    const Vec v = set1(f);
    round_lanes(y, n, [&](int j, Mask m) __attribute__((always_inline)) { return mul(v, load(x + j, m)); });
}

void scale(float* x, float f, int n) {
    const Vec v = set1(f);
    for_lanes(n, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(x + j, mul(v, ld(x + j))); });
}

/// f(row of x, the row's value at j, j, mask) for the columns of each row, whose scale and bias stay in registers.
template <class To>
PN_INLINE void tile_rows(const float* c, Affine by, int rows, int columns, To&& to) {
    const Mask m0 = first_lanes(columns), m1 = first_lanes(columns - 16);
    const Vec one = set1(1.f), s0 = by.scale ? load(by.scale) : one, s1 = by.scale ? load(by.scale + 16) : one;
    const Vec b0 = by.bias ? load(by.bias) : zero(), b1 = by.bias ? load(by.bias + 16) : zero();
    for (int r = 0; r < rows; r++, c += kGroup) to(r, fma(load(c), s0, b0), m0, fma(load(c + 16), s1, b1), m1);
}

void put_tile(float* x, ptrdiff_t ldx, const float* c, Affine by, int rows, int columns) {
    tile_rows(c, by, rows, columns, [&](int r, Vec v0, Mask m0, Vec v1, Mask m1) __attribute__((always_inline)) {
        store(x + r * ldx, v0, m0);
        store(x + r * ldx + 16, v1, m1);
    });
}

void put_tile_far(float* x, ptrdiff_t ldx, const float* c, Affine by, int rows, int columns) {
    if (columns < kGroup) return put_tile(x, ldx, c, by, rows, columns);
    tile_rows(c, by, rows, columns, [&](int r, Vec v0, Mask, Vec v1, Mask) __attribute__((always_inline)) {
        _mm512_stream_ps(x + r * ldx, v0);
        _mm512_stream_ps(x + r * ldx + 16, v1);
    });
    _mm_sfence();
}

void add_tile(float* x, ptrdiff_t ldx, const float* c, Affine by, int rows, int columns) {
    tile_rows(c, by, rows, columns, [&](int r, Vec v0, Mask m0, Vec v1, Mask m1) __attribute__((always_inline)) {
        float* y = x + r * ldx;
        store(y, add(load(y, m0), v0), m0);
        store(y + 16, add(load(y + 16, m1), v1), m1);
    });
}

void swiglu_tile(uint16_t* y, float* y32, ptrdiff_t ldy, const float* c, Affine by, int rows) {
    tile_rows(c, by, rows, kGroup, [&](int r, Vec gate, Mask, Vec up, Mask) __attribute__((always_inline)) {
        const Vec v = mul(mul(gate, up), sigmoid_for_half(gate));
        put16(y + r * ldy, v);
        if (y32) store(y32 + r * ldy, v);
    });
}

void nothing() {}

constexpr FastKernels table_with(void (*begin)(), void (*end)(), decltype(&product) products, decltype(&product_ahead) products_ahead) {
    return {begin, end, products, products_ahead, product_few, to_integers, product_int8, widen_int8, norm, rope, put_keys, put_values, softmax, scale, round_scaled, put_tile, put_tile_far, add_tile, swiglu_tile};
}

}  // namespace

extern const FastKernels fast_table, fast_table_amx;
const FastKernels fast_table = table_with(nothing, nothing, product, product_ahead);
const FastKernels fast_table_amx = table_with(amx_begin, amx_end, product_amx, product_amx_ahead);

}  // namespace pn::avx512
