// Rows between the products of the fast mode: RMSNorm, SwiGLU and the rotation's gradient with bf16 on the side of the products.

namespace pn::avx512 {

PN_INLINE void store_rounded(uint16_t* p, Vec x, Mask m) { _mm256_mask_storeu_epi16(p, m, (__m256i)_mm512_cvtneps_pbh(x)); }

/// Calls body(offset, mask) for each group of sixteen elements.
template <class Body>
PN_INLINE void for_groups(int64_t n, Body&& body) {
    int64_t j = 0;
    for (; j + 16 <= n; j += 16) body(j, Mask(0xffff));
    if (j < n) body(j, first_lanes(int(n - j)));
}

static void half_norm(const float* x, const float* w, uint16_t* y, float* rstd, int64_t rows, int64_t d, float eps) {
#pragma omp parallel for schedule(static) if (rows * d >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* a = x + i * d;
        uint16_t* o = y + i * d;
        const float r = 1.f / __builtin_sqrtf(dot(a, a, d) / float(d) + eps);
        rstd[i] = r;
        const Vec vr = set1(r);
        for_groups(d, [&](int64_t j, Mask m) __attribute__((always_inline)) { store_rounded(o + j, mul(mul(load(a + j, m), vr), load(w + j, m)), m); });
    }
}

static void half_norm_backward(const float* x, const float* w, const uint16_t* dy, const float* rstd, const float* residual, float* dx, float* dw, int64_t rows, int64_t d) {
    constexpr int64_t kChunk = 64;   // rows per partial sum of dw
    const int64_t chunks = (rows + kChunk - 1) / kChunk;
    float* partial = dw ? static_cast<float*>(scratch(Scratch::Shared, size_t(chunks * d) * sizeof(float))) : nullptr;
#pragma omp parallel for schedule(static) if (rows * d >= kParallelElements)
    for (int64_t c = 0; c < chunks; c++) {
        float* sum = partial ? partial + c * d : nullptr;
        if (sum) for_groups(d, [&](int64_t j, Mask m) __attribute__((always_inline)) { store(sum + j, zero(), m); });
        for (int64_t i = c * kChunk; i < least(rows, (c + 1) * kChunk); i++) {
            const float *a = x + i * d, *e = residual + i * d;
            const uint16_t* g = dy + i * d;
            float* o = dx + i * d;
            const float r = rstd[i];
            Vec s = zero();
            for_groups(d, [&](int64_t j, Mask m) __attribute__((always_inline)) { s = fma(mul(load_half(g + j, m), load(w + j, m)), load(a + j, m), s); });
            const Vec vr = set1(r), c3 = set1(-reduce_add(s) * r * r * r / float(d));
            for_groups(d, [&](int64_t j, Mask m) __attribute__((always_inline)) {
                const Vec xv = load(a + j, m), gr = mul(load_half(g + j, m), vr);
                store(o + j, add(load(e + j, m), fma(xv, c3, mul(gr, load(w + j, m)))), m);
                if (sum) store(sum + j, fma(gr, xv, load(sum + j, m)), m);
            });
        }
    }
    if (dw) for_groups(d, [&](int64_t j, Mask m) __attribute__((always_inline)) {
        Vec s = zero();
        for (int64_t c = 0; c < chunks; c++) s = add(s, load(partial + c * d + j, m));
        store(dw + j, s, m);
    });
}

static void half_swiglu(const uint16_t* gate_up, uint16_t* y, int64_t rows, int64_t f) {
#pragma omp parallel for schedule(static) if (rows * f >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const uint16_t *a = gate_up + 2 * i * f, *b = a + f;
        uint16_t* o = y + i * f;
        for_groups(f, [&](int64_t j, Mask m) __attribute__((always_inline)) {
            const Vec x = load_half(a + j, m);
            store_rounded(o + j, mul(mul(x, sigmoid_for_half(x)), load_half(b + j, m)), m);
        });
    }
}

static void half_swiglu_backward(const uint16_t* gate_up, const uint16_t* dy, uint16_t* d_gate_up, uint16_t* y, int64_t rows, int64_t f) {
#pragma omp parallel for schedule(static) if (rows * f >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const uint16_t *a = gate_up + 2 * i * f, *b = a + f, *g = dy + i * f;
        uint16_t *da = d_gate_up + 2 * i * f, *db = da + f, *o = y + i * f;
        for_groups(f, [&](int64_t j, Mask m) __attribute__((always_inline)) {
            const Vec x = load_half(a + j, m), u = load_half(b + j, m), d = load_half(g + j, m), s = sigmoid_for_half(x), silu = mul(x, s);
            store_rounded(o + j, mul(silu, u), m);
            store_rounded(db + j, mul(d, silu), m);
            store_rounded(da + j, mul(mul(d, u), fma(silu, sub(set1(1.f), s), s)), m);
        });
    }
}

static void half_rotate_back(const float* dq, const float* dk, const float* dv, const int64_t* positions, const float* cos, const float* sin, uint16_t* out, int64_t rows,
                             int heads, int kv_heads, int width) {
    const int half = width / 2;
    const ptrdiff_t q_row = ptrdiff_t(heads) * width, kv_row = ptrdiff_t(kv_heads) * width, row = q_row + 2 * kv_row;
#pragma omp parallel for schedule(static) if (rows * row >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float *c = cos + positions[i] * half, *s = sin + positions[i] * half;
        uint16_t* o = out + i * row;
        for (int h = 0; h < heads + kv_heads; h++, o += width) {
            const float* a = h < heads ? dq + i * q_row + ptrdiff_t(h) * width : dk + i * kv_row + ptrdiff_t(h - heads) * width;
            for_groups(half, [&](int64_t j, Mask m) __attribute__((always_inline)) {
                const Vec p = load(a + j, m), q = load(a + half + j, m), cc = load(c + j, m), ss = load(s + j, m);
                store_rounded(o + j, fma(q, ss, mul(p, cc)), m);
                store_rounded(o + half + j, fnma(p, ss, mul(q, cc)), m);
            });
        }
        for_groups(kv_row, [&](int64_t j, Mask m) __attribute__((always_inline)) { store_rounded(o + j, load(dv + i * kv_row + j, m), m); });
    }
}

static void half_round(const float* x, uint16_t* y, int64_t n) {
    constexpr int64_t kChunk = 4096;
#pragma omp parallel for schedule(static) if (n >= 4 * kParallelElements)
    for (int64_t c = 0; c < n; c += kChunk)
        for_groups(least(kChunk, n - c), [&](int64_t j, Mask m) __attribute__((always_inline)) { store_rounded(y + c + j, load(x + c + j, m), m); });
}

/// With d = old top - new top: sum exp(z - new) = e^d sum exp(z - old), sum exp(z - new) (z - new) = e^d (sum exp(z - old) (z - old) + d sum exp(z - old)).
static void half_softmax_sums(const float* x, int64_t rows, int64_t columns, float inverse_temperature, float* top, float* total, float* weighted, bool start) {
#pragma omp parallel for schedule(static) if (rows > 1 && rows * columns >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* a = x + i * columns;
        const Vec lowest = set1(-3e38f), vt = set1(inverse_temperature);
        Vec m = lowest;
        for_groups(columns, [&](int64_t j, Mask k) __attribute__((always_inline)) { m = max(m, select(k, load(a + j, k), lowest)); });
        const float here = reduce_max(m) * inverse_temperature, next = start || here > top[i] ? here : top[i];
        const Vec vn = set1(next);
        Vec s = zero(), w = zero();
        for_groups(columns, [&](int64_t j, Mask k) __attribute__((always_inline)) {
            const Vec z = sub(mul(vt, load(a + j, k)), vn), e = select(k, exp(z), zero());
            s = add(s, e);
            w = fma(e, z, w);
        });
        const float d = start ? 0.f : top[i] - next, f = start ? 0.f : first(exp(set1(d))), before = start ? 0.f : total[i];
        weighted[i] = reduce_add(w) + (start ? 0.f : f * (weighted[i] + d * before));
        total[i] = reduce_add(s) + f * before;
        top[i] = next;
    }
}

static void half_target_minus_softmax(const float* x, const int64_t* targets, int64_t begin, int64_t rows, int64_t columns, const float* lse, float inverse_temperature,
                                      uint16_t* out) {
#pragma omp parallel for schedule(static) if (rows > 1 && rows * columns >= kParallelElements)
    for (int64_t i = 0; i < rows; i++) {
        const float* a = x + i * columns;
        uint16_t* o = out + i * columns;
        const Vec vt = set1(inverse_temperature * kLog2E), vl = set1(-lse[i] * kLog2E);
        for_groups(columns, [&](int64_t j, Mask m) __attribute__((always_inline)) { store_rounded(o + j, sub(zero(), exp2_for_half(fma(vt, load(a + j, m), vl))), m); });
        const int64_t target = targets[i] - begin;
        if (target >= 0 && target < columns) store_rounded(o + target, set1(1.f - first(exp2_for_half(fma(vt, set1(a[target]), vl)))), first_lanes(1));
    }
}

extern const HalfRows half_rows;
const HalfRows half_rows = {half_norm, half_norm_backward, half_swiglu, half_swiglu_backward, half_rotate_back, half_round, half_softmax_sums, half_target_minus_softmax};

}  // namespace pn::avx512
