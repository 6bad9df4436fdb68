// Sixteen fp32 lanes in one AVX-512 register.
#pragma once
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#define PN_ISA avx512
#define PN_INLINE static inline __attribute__((always_inline))

namespace pn::avx512 {

using Vec = __m512;
using Mask = __mmask16;

/// Rows of the register tile of the small matrix product for 64, 32 and 16 columns; 0 = that width is not used.
inline constexpr int kRows64 = 6, kRows32 = 12, kRows16 = 12;

PN_INLINE Mask first_lanes(int n) { return n >= 16 ? Mask(0xffff) : n <= 0 ? Mask(0) : Mask((1u << n) - 1); }
PN_INLINE Vec zero() { return _mm512_setzero_ps(); }
PN_INLINE Vec set1(float x) { return _mm512_set1_ps(x); }
PN_INLINE Vec load(const float* p) { return _mm512_loadu_ps(p); }
PN_INLINE Vec load(const float* p, Mask m) { return _mm512_maskz_loadu_ps(m, p); }
PN_INLINE void store(float* p, Vec x) { _mm512_storeu_ps(p, x); }
PN_INLINE void store(float* p, Vec x, Mask m) { _mm512_mask_storeu_ps(p, m, x); }
/// Rounded to bf16, nearest even; NaN stays NaN.
PN_INLINE void store_half(uint16_t* p, Vec x, Mask m) {
    const __m512i u = _mm512_castps_si512(x), high = _mm512_srli_epi32(u, 16);
    const __m512i rounded = _mm512_srli_epi32(_mm512_add_epi32(u, _mm512_add_epi32(_mm512_set1_epi32(0x7fff), _mm512_and_si512(high, _mm512_set1_epi32(1)))), 16);
    const __mmask16 nan = _mm512_cmp_ps_mask(x, x, _CMP_UNORD_Q);
    const __m512i y = _mm512_mask_or_epi32(rounded, nan, high, _mm512_set1_epi32(0x40));
    _mm512_mask_cvtepi32_storeu_epi16(p, m, y);
}
PN_INLINE void store_half(uint16_t* p, Vec x) { store_half(p, x, Mask(0xffff)); }
PN_INLINE Vec load_half(const uint16_t* p) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p)), 16)); }
PN_INLINE Vec load_half(const uint16_t* p, Mask m) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(m, p)), 16)); }
PN_INLINE Vec add(Vec a, Vec b) { return _mm512_add_ps(a, b); }
PN_INLINE Vec sub(Vec a, Vec b) { return _mm512_sub_ps(a, b); }
PN_INLINE Vec mul(Vec a, Vec b) { return _mm512_mul_ps(a, b); }
PN_INLINE Vec div(Vec a, Vec b) { return _mm512_div_ps(a, b); }
PN_INLINE Vec sqrt(Vec a) { return _mm512_sqrt_ps(a); }
/// a b + c
PN_INLINE Vec fma(Vec a, Vec b, Vec c) { return _mm512_fmadd_ps(a, b, c); }
/// c - a b
PN_INLINE Vec fnma(Vec a, Vec b, Vec c) { return _mm512_fnmadd_ps(a, b, c); }
/// The second operand when either is NaN.
PN_INLINE Vec max(Vec a, Vec b) { return _mm512_max_ps(a, b); }
PN_INLINE Vec min(Vec a, Vec b) { return _mm512_min_ps(a, b); }
/// x where m, else y.
PN_INLINE Vec select(Mask m, Vec x, Vec y) { return _mm512_mask_blend_ps(m, y, x); }
PN_INLINE Vec round_nearest(Vec x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
/// x 2^n for integral n in [-126, 127].
PN_INLINE Vec scale_by_power(Vec x, Vec n) { return _mm512_scalef_ps(x, n); }
PN_INLINE float first(Vec x) { return _mm512_cvtss_f32(x); }

/// ((lanes 0-7) + (lanes 8-15)), then halves of 4, 2, 1.
PN_INLINE float reduce_add(Vec x) {
    __m256 h = _mm256_add_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
    __m128 q = _mm_add_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));
    q = _mm_add_ps(q, _mm_movehl_ps(q, q));
    return _mm_cvtss_f32(_mm_add_ss(q, _mm_movehdup_ps(q)));
}
PN_INLINE float reduce_max(Vec x) {
    __m256 h = _mm256_max_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
    __m128 q = _mm_max_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));
    q = _mm_max_ps(q, _mm_movehl_ps(q, q));
    return _mm_cvtss_f32(_mm_max_ss(q, _mm_movehdup_ps(q)));
}

/// dst[c][r] = src[r][c] for 16 columns c < cols and 16 rows; rows at and beyond `rows` read as 0.
PN_INLINE void transpose16(const float* src, ptrdiff_t src_stride, int rows, int cols, float* dst, ptrdiff_t dst_stride) {
    __m512 r[16], t[16];
    const Mask columns = first_lanes(cols);
    for (int i = 0; i < 16; i++) r[i] = i < rows ? _mm512_maskz_loadu_ps(columns, src + i * src_stride) : _mm512_setzero_ps();
    for (int i = 0; i < 16; i += 2) {
        t[i] = _mm512_unpacklo_ps(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_ps(r[i], r[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
        r[i] = _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(t[i]), _mm512_castps_pd(t[i + 2])));
        r[i + 1] = _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(t[i]), _mm512_castps_pd(t[i + 2])));
        r[i + 2] = _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(t[i + 1]), _mm512_castps_pd(t[i + 3])));
        r[i + 3] = _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(t[i + 1]), _mm512_castps_pd(t[i + 3])));
    }
    // r[4a + b] holds, in 128-bit lane l, column 4l + b of rows 4a..4a+3.
    for (int b = 0; b < 4; b++) {
        __m512 x = _mm512_shuffle_f32x4(r[b], r[4 + b], 0x88), y = _mm512_shuffle_f32x4(r[8 + b], r[12 + b], 0x88);
        __m512 u = _mm512_shuffle_f32x4(r[b], r[4 + b], 0xdd), v = _mm512_shuffle_f32x4(r[8 + b], r[12 + b], 0xdd);
        t[b] = _mm512_shuffle_f32x4(x, y, 0x88);
        t[8 + b] = _mm512_shuffle_f32x4(x, y, 0xdd);
        t[4 + b] = _mm512_shuffle_f32x4(u, v, 0x88);
        t[12 + b] = _mm512_shuffle_f32x4(u, v, 0xdd);
    }
    for (int c = 0; c < 16; c++)
        if (c < cols) _mm512_storeu_ps(dst + c * dst_stride, t[c]);
}

}  // namespace pn::avx512
