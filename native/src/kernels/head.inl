// The softmax over the vocabulary: log-sum-exp and entropy, the log-probability of a target, and the gradient of the logits.

namespace pn::PN_ISA {

/// z = t x, t > 0 the inverse temperature, m = max z:  lse = m + log S, S = sum exp(z - m);  entropy = log S - (sum exp(z - m) (z - m)) / S.
/// In the entropy z - m counts as -87.3 at least, where exp ends: a forbidden token (-inf) then adds 1e-36 and not NaN.
static void log_sum_exp(const float* logits, ptrdiff_t stride, int64_t rows, int64_t v, float inverse_temperature, float* lse, float* entropy, float* max_out) {
#pragma omp parallel for schedule(static) if (rows > 1 && rows * v >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* x = logits + i * stride;
        Vec m0 = set1(-3e38f), m1 = m0;
        int64_t j = 0;
        for (; j + 32 <= v; j += 32) {
            m0 = max(m0, load(x + j));
            m1 = max(m1, load(x + j + 16));
        }
        if (j + 16 <= v) {
            m0 = max(m0, load(x + j));
            j += 16;
        }
        const Mask tail = first_lanes(int(v - j));
        if (j < v) m1 = max(m1, select(tail, load(x + j, tail), set1(-3e38f)));
        const float top = reduce_max(max(m0, m1));

        const Vec vt = set1(inverse_temperature), vm = set1(top), least_z = set1(-87.3f);
        Vec s = zero(), sz = zero();
        for (j = 0; j + 16 <= v; j += 16) {
            const Vec z = mul(vt, sub(load(x + j), vm)), e = exp(z);
            s = add(s, e);
            sz = fma(e, max(least_z, z), sz);
        }
        if (j < v) {
            const Vec z = mul(vt, sub(load(x + j, tail), vm)), e = select(tail, exp(z), zero());
            s = add(s, e);
            sz = fma(e, select(tail, max(least_z, z), zero()), sz);
        }
        const float total = reduce_add(s), log_total = __builtin_logf(total);
        lse[i] = top * inverse_temperature + log_total;
        if (entropy) entropy[i] = log_total - reduce_add(sz) / total;
        if (max_out) max_out[i] = top * inverse_temperature;
    }
}

static void target_logp(const float* logits, ptrdiff_t stride, const int64_t* targets, int64_t rows, float inverse_temperature, const float* lse, float* logp) {
    for (int64_t i = 0; i < rows; i++) {
        const float z = logits[i * stride + targets[i]] * inverse_temperature;
        logp[i] = z - lse[i];
    }
}

static void dlogits(float* logits, ptrdiff_t stride, const int64_t* targets, int64_t rows, int64_t v, const float* lse, const float* g, float inverse_temperature) {
#pragma omp parallel for schedule(static) if (rows > 1 && rows * v >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        float* x = logits + i * stride;
        const float scale = g[i] * inverse_temperature;
        const Vec vt = set1(inverse_temperature), vl = set1(-lse[i]), vg = set1(-scale);
        for_lanes(v, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(x + j, mul(vg, exp(fma(vt, ld(x + j), vl)))); });
        x[targets[i]] += scale;
    }
}

/// out[j] = (j == target) - softmax(z)[j]: the gradient of the log-probability for the logits z; in bf16 or fp32 (then out == logits is allowed).
PN_INLINE void target_minus_softmax_row(const float* x, int64_t target, int64_t v, float lse, float inverse_temperature, void* out, bool half) {
    const Vec vt = set1(inverse_temperature), vl = set1(-lse);
    const float own = x[target];
    const auto p = [&](Vec z) __attribute__((always_inline)) { return exp(fma(vt, z, vl)); };
    if (half) {
        auto* o = static_cast<uint16_t*>(out);
        int64_t j = 0;
        for (; j + 16 <= v; j += 16) store_half(o + j, sub(zero(), p(load(x + j))));
        if (j < v) store_half(o + j, sub(zero(), p(load(x + j, first_lanes(int(v - j))))), first_lanes(int(v - j)));
        store_half(o + target, set1(1.f - first(p(set1(own)))), first_lanes(1));
    } else {
        auto* o = static_cast<float*>(out);
        for_lanes(v, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(o + j, sub(zero(), p(ld(x + j)))); });
        o[target] = 1.f - first(p(set1(own)));
    }
}

static void target_minus_softmax(const float* logits, ptrdiff_t stride, const int64_t* targets, int64_t rows, int64_t v, const float* lse, float inverse_temperature,
                                 void* out, bool half) {
#pragma omp parallel for schedule(static) if (rows > 1 && rows * v >= kParallelElements)
    for (int64_t i = 0; i < rows; i++)
        target_minus_softmax_row(logits + i * stride, targets[i], v, lse[i], inverse_temperature, static_cast<char*>(out) + i * v * (half ? 2 : 4), half);
}

static void scale_rows(const float* x, const float* g, float factor, float* y, int64_t rows, int64_t d) {
#pragma omp parallel for schedule(static) if (rows * d >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const Vec s = set1(g[i] * factor);
        for_lanes(d, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(y + i * d + j, mul(s, ld(x + i * d + j))); });
    }
}

static void scale_rows_half(const uint16_t* x, const float* g, float factor, uint16_t* y, int64_t rows, int64_t d) {
#pragma omp parallel for schedule(static) if (rows * d >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const Vec s = set1(g[i] * factor);
        int64_t j = 0;
        for (; j + 16 <= d; j += 16) store_half(y + i * d + j, mul(s, load_half(x + i * d + j)));
        const Mask m = first_lanes(int(d - j));
        if (j < d) store_half(y + i * d + j, mul(s, load_half(x + i * d + j, m)), m);
    }
}

}  // namespace pn::PN_ISA
