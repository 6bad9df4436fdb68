// Sixteen fp32 lanes in two AVX2 registers; needs AVX2 and FMA.
#pragma once
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#define PN_ISA avx2
#define PN_INLINE static inline __attribute__((always_inline))

namespace pn::avx2 {

struct Vec {
    __m256 a, b;
};
struct Mask {
    __m256i a, b;
};

inline constexpr int kRows64 = 0, kRows32 = 0, kRows16 = 6;

PN_INLINE Mask first_lanes(int n) {
    const __m256i count = _mm256_set1_epi32(n);
    return {_mm256_cmpgt_epi32(count, _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)),
            _mm256_cmpgt_epi32(count, _mm256_setr_epi32(8, 9, 10, 11, 12, 13, 14, 15))};
}
PN_INLINE Vec zero() { return {_mm256_setzero_ps(), _mm256_setzero_ps()}; }
PN_INLINE Vec set1(float x) { return {_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
PN_INLINE Vec load(const float* p) { return {_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)}; }
PN_INLINE Vec load(const float* p, Mask m) { return {_mm256_maskload_ps(p, m.a), _mm256_maskload_ps(p + 8, m.b)}; }
PN_INLINE void store(float* p, Vec x) {
    _mm256_storeu_ps(p, x.a);
    _mm256_storeu_ps(p + 8, x.b);
}
PN_INLINE void store(float* p, Vec x, Mask m) {
    _mm256_maskstore_ps(p, m.a, x.a);
    _mm256_maskstore_ps(p + 8, m.b, x.b);
}
/// Leading lanes of a mask.
PN_INLINE int lanes(Mask m) { return __builtin_popcount(unsigned(_mm256_movemask_ps(_mm256_castsi256_ps(m.a)))) + __builtin_popcount(unsigned(_mm256_movemask_ps(_mm256_castsi256_ps(m.b)))); }
/// Rounded to bf16, nearest even; NaN stays NaN.
PN_INLINE void store_half(uint16_t* p, Vec x, Mask m) {
    float f[16] = {};
    store(f, x, m);
    for (int i = 0; i < lanes(m); i++) {
        uint32_t u;
        __builtin_memcpy(&u, f + i, 4);
        const uint32_t rounded = (u + 0x7fffu + ((u >> 16) & 1u)) >> 16, quiet = (u >> 16) | 0x40u;
        p[i] = uint16_t((u & 0x7fffffffu) > 0x7f800000u ? quiet : rounded);
    }
}
PN_INLINE void store_half(uint16_t* p, Vec x) { store_half(p, x, first_lanes(16)); }
PN_INLINE Vec load_half(const uint16_t* p, Mask m) {
    uint32_t u[16] = {};
    for (int i = 0; i < lanes(m); i++) u[i] = uint32_t(p[i]) << 16;
    float f[16];
    __builtin_memcpy(f, u, sizeof f);
    return load(f);
}
PN_INLINE Vec load_half(const uint16_t* p) { return load_half(p, first_lanes(16)); }
PN_INLINE Vec add(Vec x, Vec y) { return {_mm256_add_ps(x.a, y.a), _mm256_add_ps(x.b, y.b)}; }
PN_INLINE Vec sub(Vec x, Vec y) { return {_mm256_sub_ps(x.a, y.a), _mm256_sub_ps(x.b, y.b)}; }
PN_INLINE Vec mul(Vec x, Vec y) { return {_mm256_mul_ps(x.a, y.a), _mm256_mul_ps(x.b, y.b)}; }
PN_INLINE Vec div(Vec x, Vec y) { return {_mm256_div_ps(x.a, y.a), _mm256_div_ps(x.b, y.b)}; }
PN_INLINE Vec sqrt(Vec x) { return {_mm256_sqrt_ps(x.a), _mm256_sqrt_ps(x.b)}; }
PN_INLINE Vec fma(Vec x, Vec y, Vec z) { return {_mm256_fmadd_ps(x.a, y.a, z.a), _mm256_fmadd_ps(x.b, y.b, z.b)}; }
PN_INLINE Vec fnma(Vec x, Vec y, Vec z) { return {_mm256_fnmadd_ps(x.a, y.a, z.a), _mm256_fnmadd_ps(x.b, y.b, z.b)}; }
PN_INLINE Vec max(Vec x, Vec y) { return {_mm256_max_ps(x.a, y.a), _mm256_max_ps(x.b, y.b)}; }
PN_INLINE Vec min(Vec x, Vec y) { return {_mm256_min_ps(x.a, y.a), _mm256_min_ps(x.b, y.b)}; }
PN_INLINE Vec select(Mask m, Vec x, Vec y) {
    return {_mm256_blendv_ps(y.a, x.a, _mm256_castsi256_ps(m.a)), _mm256_blendv_ps(y.b, x.b, _mm256_castsi256_ps(m.b))};
}
PN_INLINE Vec round_nearest(Vec x) {
    return {_mm256_round_ps(x.a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC), _mm256_round_ps(x.b, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
}
PN_INLINE __m256 power_of_two(__m256 n) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127)), 23));
}
PN_INLINE Vec scale_by_power(Vec x, Vec n) { return {_mm256_mul_ps(x.a, power_of_two(n.a)), _mm256_mul_ps(x.b, power_of_two(n.b))}; }
PN_INLINE float first(Vec x) { return _mm256_cvtss_f32(x.a); }

PN_INLINE float reduce_add(Vec x) {
    __m256 h = _mm256_add_ps(x.a, x.b);
    __m128 q = _mm_add_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));
    q = _mm_add_ps(q, _mm_movehl_ps(q, q));
    return _mm_cvtss_f32(_mm_add_ss(q, _mm_movehdup_ps(q)));
}
PN_INLINE float reduce_max(Vec x) {
    __m256 h = _mm256_max_ps(x.a, x.b);
    __m128 q = _mm_max_ps(_mm256_castps256_ps128(h), _mm256_extractf128_ps(h, 1));
    q = _mm_max_ps(q, _mm_movehl_ps(q, q));
    return _mm_cvtss_f32(_mm_max_ss(q, _mm_movehdup_ps(q)));
}

PN_INLINE void transpose16(const float* src, ptrdiff_t src_stride, int rows, int cols, float* dst, ptrdiff_t dst_stride) {
    for (int c = 0; c < cols; c++)
        for (int r = 0; r < 16; r++) dst[c * dst_stride + r] = r < rows ? src[r * src_stride + c] : 0.f;
}

}  // namespace pn::avx2
