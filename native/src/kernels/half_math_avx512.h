// What rounding to bf16 allows: an exponential of fewer terms, and two rows rounded side by side. Needs AVX512-BF16.
#pragma once
#include "kernels/simd_avx512.h"

namespace pn::avx512 {

/// 2^t to about 4e-6 of it, far below the rounding to bf16 that follows: t = n + r, |r| <= 1/2, the series of e^(r ln 2) up to r^5. 0 below 2^-149.
PN_INLINE Vec exp2_for_half(Vec t) {
    const Vec n = round_nearest(t), r = sub(t, n);
    Vec p = set1(1.33335581e-3f);
    p = fma(p, r, set1(9.61812911e-3f));
    p = fma(p, r, set1(5.55041087e-2f));
    p = fma(p, r, set1(2.40226507e-1f));
    p = fma(p, r, set1(6.93147181e-1f));
    return scale_by_power(fma(p, r, set1(1.f)), n);
}

inline constexpr float kLog2E = 1.44269504f;

/// 1 / (1 + e^-x) to about 4e-6 of it.
PN_INLINE Vec sigmoid_for_half(Vec x) {
    const Vec d = add(set1(1.f), exp2_for_half(min(set1(126.f), mul(set1(-kLog2E), x)))), r = _mm512_rcp14_ps(d);
    return mul(r, fnma(d, r, set1(2.f)));
}

/// Sixteen pairs (even_i, odd_i), rounded to bf16.
PN_INLINE __m512i round_pairs(Vec even, Vec odd) {
    const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
    return _mm512_permutexvar_epi16(order, (__m512i)_mm512_cvtne2ps_pbh(odd, even));
}

}  // namespace pn::avx512
