// Sixteen fp32 lanes in plain C++ (GCC/Clang vector extension: whatever the target's baseline offers, no run-time requirement).
// fma rounds twice here, so results differ from the other instruction sets in the last bits; each set agrees with itself.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#define PN_ISA portable
#define PN_INLINE static inline __attribute__((always_inline))

namespace pn::portable {

typedef float Vec __attribute__((vector_size(64)));
typedef int32_t IntVec __attribute__((vector_size(64)));
using Mask = int;   // number of leading lanes, 0..16

inline constexpr int kRows64 = 0, kRows32 = 0, kRows16 = 2;

PN_INLINE Mask first_lanes(int n) { return n >= 16 ? 16 : n <= 0 ? 0 : n; }
PN_INLINE Vec zero() { return Vec{}; }
PN_INLINE Vec set1(float x) { return Vec{} + x; }
PN_INLINE Vec load(const float* p) {
    Vec x;
    std::memcpy(&x, p, sizeof x);
    return x;
}
PN_INLINE Vec load(const float* p, Mask m) {
    Vec x = zero();
    std::memcpy(&x, p, size_t(m) * sizeof(float));
    return x;
}
PN_INLINE void store(float* p, Vec x) { std::memcpy(p, &x, sizeof x); }
PN_INLINE void store(float* p, Vec x, Mask m) { std::memcpy(p, &x, size_t(m) * sizeof(float)); }
/// Leading lanes of a mask.
PN_INLINE int lanes(Mask m) { return m; }
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
PN_INLINE Vec add(Vec x, Vec y) { return x + y; }
PN_INLINE Vec sub(Vec x, Vec y) { return x - y; }
PN_INLINE Vec mul(Vec x, Vec y) { return x * y; }
PN_INLINE Vec div(Vec x, Vec y) { return x / y; }
PN_INLINE Vec sqrt(Vec x) {
    for (int i = 0; i < 16; i++) x[i] = __builtin_sqrtf(x[i]);
    return x;
}
PN_INLINE Vec fma(Vec x, Vec y, Vec z) { return x * y + z; }
PN_INLINE Vec fnma(Vec x, Vec y, Vec z) { return z - x * y; }
PN_INLINE Vec max(Vec x, Vec y) { return x > y ? x : y; }
PN_INLINE Vec min(Vec x, Vec y) { return x < y ? x : y; }
PN_INLINE Vec select(Mask m, Vec x, Vec y) {
    const IntVec lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return lane < (IntVec{} + m) ? x : y;
}
/// Round to nearest, ties to even, for |x| < 2^22: adding 1.5 * 2^23 leaves no room for a fraction.
PN_INLINE Vec round_nearest(Vec x) {
    const Vec magic = set1(12582912.f);
    return (x + magic) - magic;
}
PN_INLINE Vec scale_by_power(Vec x, Vec n) {
    IntVec e = (__builtin_convertvector(n, IntVec) + 127) << 23;
    Vec p;
    std::memcpy(&p, &e, sizeof p);
    return x * p;
}
PN_INLINE float first(Vec x) { return x[0]; }

PN_INLINE float reduce_add(Vec x) {
    float h[8], q[4];
    for (int i = 0; i < 8; i++) h[i] = x[i] + x[i + 8];
    for (int i = 0; i < 4; i++) q[i] = h[i] + h[i + 4];
    return (q[0] + q[2]) + (q[1] + q[3]);
}
PN_INLINE float reduce_max(Vec x) {
    float m = x[0];
    for (int i = 1; i < 16; i++) m = m > x[i] ? m : x[i];
    return m;
}

PN_INLINE void transpose16(const float* src, ptrdiff_t src_stride, int rows, int cols, float* dst, ptrdiff_t dst_stride) {
    for (int c = 0; c < cols; c++)
        for (int r = 0; r < 16; r++) dst[c * dst_stride + r] = r < rows ? src[r * src_stride + c] : 0.f;
}

}  // namespace pn::portable
