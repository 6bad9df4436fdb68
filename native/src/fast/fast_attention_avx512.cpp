// Kernels of the fast decoder's attention: rotation, the layout of keys and values, softmax. Nothing from the C++ library is instantiated here.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "fast/fast_kernels.h"

#include "kernels/half_math_avx512.h"

namespace pn::avx512 {
namespace {

PN_INLINE void put16(uint16_t* y, Vec x) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(y), (__m256i)_mm512_cvtneps_pbh(x)); }

/// The bf16 of x fill the even lanes of y; the odd ones stay. From y + 1 it is the other way round.
PN_INLINE void put_every_second(const float* x, uint16_t* y, int n) {
    for (int j = 0; j < n; j += 16) {
        const __m512i wide = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(load(x + j)));
        _mm512_mask_storeu_epi16(y + 2 * j, 0x55555555u, wide);
    }
}

}  // namespace

void rope(const float* x, const float* cos, const float* sin, float f, uint16_t* y, int heads, int width) {
    const int half = width / 2;
    const Vec factor = set1(f);
    for (int j = 0; j < half; j += 16) {
        const Vec c = load(cos + j), s = load(sin + j);
        const float* from = x + j;
        uint16_t* to = y + j;
        for (int h = 0; h < heads; h++, from += width, to += width) {
            const Vec p = load(from), q = load(from + half);
            put16(to, mul(factor, fnma(q, s, mul(p, c))));
            put16(to + half, mul(factor, fma(p, s, mul(q, c))));
        }
    }
}

void put_keys(const uint16_t* k, uint16_t* block, int slot, int n, int width) {
    const int first = slot % 16, pairs = width / 2;
    if (n == 1) {
        for (int d = 0; d < pairs; d++) __builtin_memcpy(block + d * 128 + 2 * slot, k + first * width + 2 * d, 4);
        return;
    }
    const auto* from = reinterpret_cast<const float*>(k);   // two bf16 each: only moved
    float* to = reinterpret_cast<float*>(block) + (slot - first);
    if (n == 16) {
        for (int d = 0; d < pairs; d += 16) transpose16(from + d, pairs, 16, 16, to + d * 64, 64);
        return;
    }
    const Mask rows = Mask(first_lanes(n) << first);
    alignas(64) float columns[16 * 16];
    for (int d = 0; d < pairs; d += 16) {
        transpose16(from + d, pairs, 16, 16, columns, 16);
        for (int c = 0; c < 16; c++) store(to + (d + c) * 64, load(columns + 16 * c), rows);
    }
}

void put_values(const float* v, ptrdiff_t ldv, uint16_t* block, int slot, int n, int width) {
    const auto at = [&](int position) __attribute__((always_inline)) { return block + ptrdiff_t(position / 2) * 2 * width + position % 2; };
    int i = 0;
    if (slot % 2 != 0) {
        put_every_second(v, at(slot), width);
        i = 1;
    }
    for (; i + 2 <= n; i += 2) {
        const float *even = v + i * ldv, *odd = even + ldv;
        uint16_t* to = at(slot + i);
        for (int j = 0; j < width; j += 16) _mm512_storeu_si512(to + 2 * j, round_pairs(load(even + j), load(odd + j)));
    }
    if (i < n) put_every_second(v + i * ldv, at(slot + i), width);
}

void softmax(float* scores, uint16_t* p, ptrdiff_t stride, const int* visible, int rows, int columns, float* peak, float* sum, float* rescale) {
    const Vec lowest = set1(-2e38f), log2e = set1(kLog2E);
    for (int r = 0; r < rows; r++, scores += stride, p += 2 * stride) {
        const int seen = visible[r] < columns ? visible[r] : columns, whole = seen > 0 ? seen / 16 * 16 : 0;
        const Mask last = first_lanes(seen - whole);
        Vec top = lowest, other = lowest;
        int c = 0;
        for (; c + 32 <= whole; c += 32) {
            top = max(top, load(scores + c));
            other = max(other, load(scores + c + 16));
        }
        if (c < whole) top = max(top, load(scores + c));
        if (last) other = max(other, select(last, load(scores + whole, last), lowest));
        const float before = peak[r], largest = reduce_max(max(top, other)) * kLog2E, now = before > largest ? before : largest;
        const Vec shift = set1(-now);
        Vec total = zero();
        for (c = 0; c < whole; c += 16) {
            const Vec e = exp2_for_half(fma(load(scores + c), log2e, shift));
            total = add(total, e);
            put16(p + c, e);
        }
        if (last) {
            const Vec e = select(last, exp2_for_half(fma(load(scores + c, last), log2e, shift)), zero());
            total = add(total, e);
            put16(p + c, e);
            c += 16;
        }
        for (; c < columns; c += 16) put16(p + c, zero());
        const float factor = before == now ? 1.f : first(exp2_for_half(set1(before - now)));
        sum[r] = sum[r] * factor + reduce_add(total);
        peak[r] = now;
        rescale[r] = factor;
    }
}

}  // namespace pn::avx512
