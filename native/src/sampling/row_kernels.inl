// The kernels of row_kernels.h for one instruction set; included after its simd_*.h.
#include "sampling/row_kernels.h"

#include "kernels/vector_math.inl"

namespace pn::PN_ISA {

/// exp(t (x - max)) as in log_sum_exp.
PN_INLINE Vec exponential(Vec x, Vec t, Vec max) { return exp(mul(t, sub(x, max))); }

/// What exp returns at its lower end is taken off, so that weights end at 0; others are at least 2^24 times as large and do not change.
PN_INLINE Vec weight_of(Vec e, Vec least) { return max(zero(), sub(e, least)); }

PN_INLINE float maximum(const float* x, int64_t n) {
    Vec m0 = set1(-3e38f), m1 = m0;
    int64_t j = 0;
    for (; j + 32 <= n; j += 32) {
        m0 = max(m0, load(x + j));
        m1 = max(m1, load(x + j + 16));
    }
    if (j + 16 <= n) {
        m0 = max(m0, load(x + j));
        j += 16;
    }
    if (j < n) {
        const Mask tail = first_lanes(int(n - j));
        m1 = max(m1, select(tail, load(x + j, tail), set1(-3e38f)));
    }
    return reduce_max(max(m0, m1));
}

static void softmax(const float* x, int64_t v, float t, float* max_out, float* lse, float* sums) {
    const float top = maximum(x, v);
    const Vec vt = set1(t), vm = set1(top), least = exp(set1(-1e30f));
    Vec s = zero();
    for (int64_t begin = 0; begin < v; begin += kSumChunk) {
        const int64_t end = pn::PN_ISA::least(begin + kSumChunk, v);
        Vec chunk = zero();
        int64_t j = begin;
        for (; j + 16 <= end; j += 16) {
            const Vec e = exponential(load(x + j), vt, vm);
            s = add(s, e);
            chunk = add(chunk, weight_of(e, least));
        }
        if (j < end) {
            const Mask tail = first_lanes(int(end - j));
            const Vec e = select(tail, exponential(load(x + j, tail), vt, vm), zero());
            s = add(s, e);
            chunk = add(chunk, weight_of(e, least));
        }
        sums[begin / kSumChunk] = reduce_add(chunk);
    }
    *max_out = top;
    *lse = top * t + __builtin_logf(reduce_add(s));
}

static void weights(const float* x, int64_t n, float t, float max, float* w) {
    const Vec vt = set1(t), vm = set1(max), least = exp(set1(-1e30f));
    for_lanes(n, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(w + j, weight_of(exponential(ld(x + j), vt, vm), least)); });
}

static void block_max(const float* x, int64_t v, float* max) {
    for (int64_t begin = 0; begin < v; begin += kMaxBlock) max[begin / kMaxBlock] = maximum(x + begin, pn::PN_ISA::least(kMaxBlock, v - begin));
}

extern const RowKernels row_table;
const RowKernels row_table = {softmax, weights, block_max};

}  // namespace pn::PN_ISA
