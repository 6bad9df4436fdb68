// Exponential, sigmoid and dot product shared by the kernels of one instruction set.

namespace pn::PN_ISA {

PN_INLINE int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/// e^x to about 2 ulp: x = n ln 2 + r, |r| <= ln 2 / 2, a degree-6 polynomial for e^r (Cephes expf), times 2^n.
/// Clamped to [-87.3, 88.3], so below -87.3 it returns 1.2e-38 instead of 0; NaN stays NaN.
PN_INLINE Vec exp(Vec x) {
    x = min(set1(88.3f), max(set1(-87.3f), x));
    const Vec n = round_nearest(mul(x, set1(1.442695041f)));
    Vec r = fnma(n, set1(0.693359375f), x);
    r = fnma(n, set1(-2.12194440e-4f), r);
    Vec p = set1(1.9875691500e-4f);
    p = fma(p, r, set1(1.3981999507e-3f));
    p = fma(p, r, set1(8.3334519073e-3f));
    p = fma(p, r, set1(4.1665795894e-2f));
    p = fma(p, r, set1(1.6666665459e-1f));
    p = fma(p, r, set1(5.0000001201e-1f));
    p = fma(mul(p, r), r, add(r, set1(1.f)));
    return scale_by_power(p, n);
}

PN_INLINE Vec sigmoid(Vec x) { return div(set1(1.f), add(set1(1.f), exp(sub(zero(), x)))); }

/// sum a b in a fixed order: two interleaved accumulators of sixteen lanes, then the tree of reduce_add.
PN_INLINE float dot(const float* a, const float* b, int64_t n) {
    Vec s0 = zero(), s1 = zero();
    int64_t j = 0;
    for (; j + 32 <= n; j += 32) {
        s0 = fma(load(a + j), load(b + j), s0);
        s1 = fma(load(a + j + 16), load(b + j + 16), s1);
    }
    if (j + 16 <= n) {
        s0 = fma(load(a + j), load(b + j), s0);
        j += 16;
    }
    if (j < n) {
        const Mask m = first_lanes(int(n - j));
        s1 = fma(load(a + j, m), load(b + j, m), s1);
    }
    return reduce_add(add(s0, s1));
}

/// Calls body(offset, load, store) for each group of sixteen elements; the last group is masked.
template <class Body>
PN_INLINE void for_lanes(int64_t n, Body&& body) {
    int64_t j = 0;
    for (; j + 16 <= n; j += 16)
        body(j, [](const float* p) __attribute__((always_inline)) { return load(p); }, [](float* p, Vec x) __attribute__((always_inline)) { store(p, x); });
    if (j < n) {
        const Mask m = first_lanes(int(n - j));
        body(j, [m](const float* p) __attribute__((always_inline)) { return load(p, m); }, [m](float* p, Vec x) __attribute__((always_inline)) { store(p, x, m); });
    }
}

/// Rows are shared among threads when there are at least this many elements; below it a thread costs more than it saves.
inline constexpr int64_t kParallelElements = 16384;

}  // namespace pn::PN_ISA
