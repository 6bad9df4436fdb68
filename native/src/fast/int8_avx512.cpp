// Products of int8 weights with few rows: activations as two bytes, so that sums are exact integers (vpdpbusd) and only the rounding of an
// activation to 16 bits of its row's largest is lost, which is less than bf16 loses.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "fast/fast_kernels.h"

#include <immintrin.h>

#pragma GCC push_options
#pragma GCC target("avx512vnni")

#include "fast/streams_avx512.h"

namespace pn::avx512 {

float to_integers(const float* x, uint8_t* high, uint8_t* low, int k) {
    __m512 top = _mm512_setzero_ps();
    __mmask16 strange = 0;
    for (int j = 0; j < k; j += 16) {
        const __m512 v = _mm512_loadu_ps(x + j);
        strange |= _mm512_cmp_ps_mask(v, v, _CMP_UNORD_Q);
        top = _mm512_max_ps(top, _mm512_abs_ps(v));
    }
    const float largest = _mm512_reduce_max_ps(top);
    // What is too small for a step acts as zero; a row that is not of numbers makes results that are none.
    if (strange != 0 || !(largest > 1e-30f && largest < 3e38f)) {
        for (int j = 0; j < k; j++) {
            high[j] = 128;
            low[j] = 0;
        }
        return strange == 0 && largest <= 1e-30f ? 0 : __builtin_nanf("");
    }
    const float step = largest / 32767;
    const __m512 inverse = _mm512_set1_ps(32767 / largest);
    const __m512i middle = _mm512_set1_epi32(32768), most = _mm512_set1_epi32(65535);
    for (int j = 0; j < k; j += 16) {
        const __m512i u = _mm512_min_epi32(_mm512_add_epi32(_mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(x + j), inverse)), middle), most);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(high + j), _mm512_cvtepi32_epi8(_mm512_srli_epi32(u, 8)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(low + j), _mm512_cvtepi32_epi8(u));
    }
    return step;
}

namespace {

inline __attribute__((always_inline)) __m512i four_of(const uint8_t* p) {
    int32_t bits;
    __builtin_memcpy(&bits, p, 4);
    return _mm512_set1_epi32(bits);
}

/// A sum for each column of G groups, of the high and of the low bytes.
template <int R, int G>
void rows_of(IntegerRows a, IntegerGroup b, ptrdiff_t apart, NextGroups then, float* c, int k) {
    __m512i high[G][R][2], low[G][R][2];
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 4
        for (int r = 0; r < R; r++)
#pragma GCC unroll 2
            for (int p = 0; p < 2; p++) high[g][r][p] = low[g][r][p] = _mm512_setzero_si512();
    over_groups<G>(b.values, apart, k / 4, then, [&](int i) __attribute__((always_inline)) {
        __m512i h[R], l[R];
#pragma GCC unroll 4
        for (int r = 0; r < R; r++) {
            h[r] = four_of(a.high + r * a.stride + 4 * i);
            l[r] = four_of(a.low + r * a.stride + 4 * i);
        }
#pragma GCC unroll 4
        for (int g = 0; g < G; g++) {
            const int8_t* w = b.values + g * apart + i * 128;
            const __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + 64);
#pragma GCC unroll 4
            for (int r = 0; r < R; r++) {
                high[g][r][0] = _mm512_dpbusd_epi32(high[g][r][0], h[r], w0);
                high[g][r][1] = _mm512_dpbusd_epi32(high[g][r][1], h[r], w1);
                low[g][r][0] = _mm512_dpbusd_epi32(low[g][r][0], l[r], w0);
                low[g][r][1] = _mm512_dpbusd_epi32(low[g][r][1], l[r], w1);
            }
        }
    });
    const __m512 byte = _mm512_set1_ps(256);
#pragma GCC unroll 4
    for (int g = 0; g < G; g++)
#pragma GCC unroll 4
        for (int r = 0; r < R; r++, c += kGroup) {
            const __m512 step = _mm512_set1_ps(a.step[r]);
#pragma GCC unroll 2
            for (int p = 0; p < 2; p++) {
                const __m512i h = _mm512_sub_epi32(high[g][r][p], _mm512_slli_epi32(_mm512_loadu_si512(b.sums + g * kGroup + 16 * p), 7));
                const __m512 sum = _mm512_fmadd_ps(_mm512_cvtepi32_ps(h), byte, _mm512_cvtepi32_ps(low[g][r][p]));
                _mm512_storeu_ps(c + 16 * p, _mm512_mul_ps(sum, step));
            }
        }
}

}  // namespace

void product_int8(IntegerRows a, IntegerGroup b, ptrdiff_t apart, int groups, NextGroups then, float* c, int rows, int k) {
    switch (rows) {
        case 4: return rows_of<4, 1>(a, b, apart, then, c, k);
        case 3: return rows_of<3, 1>(a, b, apart, then, c, k);
        case 2: return groups == 2 ? rows_of<2, 2>(a, b, apart, then, c, k) : rows_of<2, 1>(a, b, apart, then, c, k);
        default: break;
    }
    switch (groups) {
        case 4: return rows_of<1, 4>(a, b, apart, then, c, k);
        case 3: return rows_of<1, 3>(a, b, apart, then, c, k);
        case 2: return rows_of<1, 2>(a, b, apart, then, c, k);
        default: return rows_of<1, 1>(a, b, apart, then, c, k);
    }
}

void widen_int8(const int8_t* b, uint16_t* out, int k) {
    const auto put = [](uint16_t* to, __m256i pairs) {
        const __m512 first = _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm256_castsi256_si128(pairs)));
        const __m512 second = _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm256_extracti128_si256(pairs, 1)));
        _mm512_storeu_si512(to, (__m512i)_mm512_cvtne2ps_pbh(second, first));
    };
    for (int j = 0; j < k; j += 4, b += 128, out += 4 * kGroup)
        for (int p = 0; p < 2; p++) {
            const __m512i four = _mm512_loadu_si512(b + 64 * p);
            put(out + 32 * p, _mm512_cvtepi32_epi16(four));
            put(out + 2 * kGroup + 32 * p, _mm512_cvtepi32_epi16(_mm512_srli_epi32(four, 16)));
        }
}

}  // namespace pn::avx512

#pragma GCC pop_options
