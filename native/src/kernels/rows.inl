// Row-wise kernels: RMSNorm, RoPE, SwiGLU, addition, bf16 rounding.

namespace pn::PN_ISA {

/// RMSNorm (Zhang & Sennrich 2019, arXiv:1910.07467, eq. 4).
static void rms_forward(const float* x, const float* w, float* y, float* rstd, int64_t rows, int64_t d, float eps) {
#pragma omp parallel for schedule(static) if (rows * d >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* a = x + i * d;
        float* o = y + i * d;
        const float r = 1.f / __builtin_sqrtf(dot(a, a, d) / float(d) + eps);
        if (rstd) rstd[i] = r;
        const Vec vr = set1(r);
        for_lanes(d, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(o + j, mul(mul(ld(a + j), vr), ld(w + j))); });
    }
}

/// One row of dx, and the row's part of dw added to `sum`.
PN_INLINE void rms_backward_row(const float* a, const float* w, const float* g, float r, float* dx, float* sum, int64_t d) {
    const Vec vr = set1(r);
    if (dx) {
        Vec s0 = zero();
        for_lanes(d, [&](int64_t j, auto ld, auto) __attribute__((always_inline)) { s0 = fma(mul(ld(g + j), ld(w + j)), ld(a + j), s0); });
        const Vec c = set1(-reduce_add(s0) * r * r * r / float(d));
        for_lanes(d, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(dx + j, fma(ld(a + j), c, mul(mul(ld(g + j), vr), ld(w + j)))); });
    }
    if (sum) for_lanes(d, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(sum + j, fma(mul(ld(g + j), vr), ld(a + j), ld(sum + j))); });
}

static void rms_backward(const float* x, const float* w, const float* dy, const float* rstd, float* dx, float* dw, int64_t rows, int64_t d) {
    constexpr int64_t kChunk = 64;   // rows per partial sum of dw
    const int64_t chunks = (rows + kChunk - 1) / kChunk;
    float* partial = dw ? static_cast<float*>(scratch(Scratch::Shared, size_t(chunks * d) * sizeof(float))) : nullptr;
#pragma omp parallel for schedule(static) if (rows * d >= kParallelElements)
    for (int64_t c = 0; c < chunks; c++) {
        float* sum = partial ? partial + c * d : nullptr;
        if (sum) for_lanes(d, [&](int64_t j, auto, auto st) __attribute__((always_inline)) { st(sum + j, zero()); });
        for (int64_t i = c * kChunk; i < least(rows, (c + 1) * kChunk); i++)
            rms_backward_row(x + i * d, w, dy + i * d, rstd[i], dx ? dx + i * d : nullptr, sum, d);
    }
    if (dw) for_lanes(d, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
        Vec s = zero();
        for (int64_t c = 0; c < chunks; c++) s = add(s, ld(partial + c * d + j));
        st(dw + j, s);
    });
}

/// Rotary embedding (Su et al. 2021, arXiv:2104.09864, eq. 34) on the two halves of each head, as Llama checkpoints store them.
static void rope(const float* x, ptrdiff_t x_stride, float* y, ptrdiff_t y_stride, const int64_t* positions, const float* cos, const float* sin,
                 int64_t rows, int heads, int width, float sign) {
    const int half = width / 2;
#pragma omp parallel for schedule(static) if (rows * heads * width >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* c = cos + positions[i] * half;
        const float* s = sin + positions[i] * half;
        const Vec sg = set1(sign);
        for (int h = 0; h < heads; h++) {
            const float* a = x + i * x_stride + ptrdiff_t(h) * width;
            float* o = y + i * y_stride + ptrdiff_t(h) * width;
            for_lanes(half, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
                const Vec p = ld(a + j), q = ld(a + half + j), cc = ld(c + j), ss = mul(sg, ld(s + j));
                st(o + j, fnma(q, ss, mul(p, cc)));
                st(o + half + j, fma(p, ss, mul(q, cc)));
            });
        }
    }
}

/// SwiGLU (Shazeer 2020, arXiv:2002.05202, eq. 6) without its products: silu(gate) * up.
static void swiglu_forward(const float* gate, ptrdiff_t gate_stride, const float* up, ptrdiff_t up_stride, float* y, int64_t rows, int64_t f) {
#pragma omp parallel for schedule(static) if (rows * f >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* a = gate + i * gate_stride;
        const float* b = up + i * up_stride;
        float* o = y + i * f;
        for_lanes(f, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
            const Vec x = ld(a + j);
            st(o + j, mul(mul(x, sigmoid(x)), ld(b + j)));
        });
    }
}

/// With s = sigmoid(gate): dup = dy gate s;  dgate = dy up s (1 + gate (1 - s)).
static void swiglu_backward(const float* gate, ptrdiff_t gate_stride, const float* up, ptrdiff_t up_stride, const float* dy,
                            float* dgate, ptrdiff_t dgate_stride, float* dup, ptrdiff_t dup_stride, int64_t rows, int64_t f) {
#pragma omp parallel for schedule(static) if (rows * f >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* a = gate + i * gate_stride;
        const float* b = up + i * up_stride;
        const float* g = dy + i * f;
        float* da = dgate + i * dgate_stride;
        float* db = dup + i * dup_stride;
        for_lanes(f, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
            const Vec x = ld(a + j), u = ld(b + j), d = ld(g + j), s = sigmoid(x), silu = mul(x, s);
            st(db + j, mul(d, silu));
            st(da + j, mul(mul(d, u), fma(silu, sub(set1(1.f), s), s)));
        });
    }
}

static void add_into(float* x, const float* y, int64_t n) {
    constexpr int64_t kChunk = 4096;
#pragma omp parallel for schedule(static) if (n >= 4 * kParallelElements)
    for (int64_t c = 0; c < n; c += kChunk)
        for_lanes(least(kChunk, n - c), [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(x + c + j, add(ld(x + c + j), ld(y + c + j))); });
}

/// Adding 0x7fff plus the lowest kept bit to the pattern rounds to nearest even; NaN keeps its sign and is made quiet.
static void to_bfloat16(const float* x, uint16_t* y, int64_t n) {
    constexpr int64_t kChunk = 4096;
#pragma omp parallel for schedule(static) if (n >= 4 * kParallelElements)
    for (int64_t c = 0; c < n; c += kChunk) {
        const int64_t end = least(n, c + kChunk);
        for (int64_t i = c; i < end; i++) {
            uint32_t u;
            __builtin_memcpy(&u, x + i, 4);
            const uint32_t rounded = (u + 0x7fffu + ((u >> 16) & 1u)) >> 16, quiet = (u >> 16) | 0x40u;
            y[i] = uint16_t((u & 0x7fffffffu) > 0x7f800000u ? quiet : rounded);
        }
    }
}

}  // namespace pn::PN_ISA
