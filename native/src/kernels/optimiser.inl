// AdamW and the squared norm over a list of tensors, cut into fixed chunks.

namespace pn::PN_ISA {

struct Chunk {
    int32_t tensor;
    int64_t begin, end;
};

static Chunk* list_chunks(int n, const int64_t* lengths, int64_t size, int64_t* count) {
    int64_t total = 0;
    for (int i = 0; i < n; i++) total += (lengths[i] + size - 1) / size;
    Chunk* chunks = static_cast<Chunk*>(scratch(Scratch::Index, size_t(total + 1) * sizeof(Chunk)));
    int64_t c = 0;
    for (int i = 0; i < n; i++)
        for (int64_t b = 0; b < lengths[i]; b += size) chunks[c++] = {i, b, least(lengths[i], b + size)};
    *count = total;
    return chunks;
}

static void adamw(int n, float* const* p, const float* const* g, float* const* m, float* const* v, const int64_t* lengths, const AdamWStep& step) {
    int64_t count;
    const Chunk* chunks = list_chunks(n, lengths, 16384, &count);
    const Vec b1 = set1(float(step.beta1)), c1 = set1(float(1 - step.beta1)), b2 = set1(float(step.beta2)), c2 = set1(float(1 - step.beta2));
    const Vec decay = set1(float(1 - step.learning_rate * step.weight_decay)), rate = set1(float(-step.learning_rate / step.bias_correction1));
    const Vec inverse = set1(float(1 / __builtin_sqrt(step.bias_correction2))), eps = set1(float(step.epsilon)), scale = set1(float(step.gradient_scale));
#pragma omp parallel for schedule(static) if (count > 4)
    for (int64_t c = 0; c < count; c++) {
        const Chunk k = chunks[c];
        float* pp = p[k.tensor] + k.begin;
        float* mp = m[k.tensor] + k.begin;
        float* vp = v[k.tensor] + k.begin;
        const float* gp = g[k.tensor] + k.begin;
        for_lanes(k.end - k.begin, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
            const Vec grad = mul(scale, ld(gp + j));
            const Vec mean = fma(c1, grad, mul(b1, ld(mp + j)));
            const Vec square = fma(mul(c2, grad), grad, mul(b2, ld(vp + j)));
            st(mp + j, mean);
            st(vp + j, square);
            st(pp + j, fma(rate, div(mean, fma(sqrt(square), inverse, eps)), mul(decay, ld(pp + j))));
        });
    }
}

/// fp32 inside chunks of 4096 elements, fp64 over the chunks in order.
static double sum_of_squares(int n, const float* const* x, const int64_t* lengths) {
    int64_t count;
    const Chunk* chunks = list_chunks(n, lengths, 4096, &count);
    double* partial = static_cast<double*>(scratch(Scratch::Shared, size_t(count + 1) * sizeof(double)));
#pragma omp parallel for schedule(static) if (count > 16)
    for (int64_t c = 0; c < count; c++) {
        const float* a = x[chunks[c].tensor] + chunks[c].begin;
        partial[c] = double(dot(a, a, chunks[c].end - chunks[c].begin));
    }
    double sum = 0;
    for (int64_t c = 0; c < count; c++) sum += partial[c];
    return sum;
}

}  // namespace pn::PN_ISA
