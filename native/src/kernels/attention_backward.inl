// Gradient of packed causal attention (FlashAttention-2, Dao 2023, arXiv:2307.08691, algorithm 2), probabilities recomputed from lse:
//   P = exp(scale q k^T - lse);  dv = P^T do;  dP = do v^T;  dS = scale P (dP - delta), delta = rowsum(o do);  dq = dS k;  dk = dS^T q.
// One task per (sequence, query head); heads of a group write their own dk and dv, summed in head order afterwards.

namespace pn::PN_ISA {

/// Where one task reads and writes. Rows of a tensor are `stride` floats apart.
struct BackwardTask {
    const float *q, *k, *v, *out, *dout, *lse;
    ptrdiff_t q_stride, k_stride, v_stride, out_stride;   // dout and dq are laid out as out
    float *dq, *dk, *dv;
    ptrdiff_t kv_out_stride;
    int first;    // position of the first query row; keys are positions 0 .. first + length - 1
    int length;   // query rows
    int width;
    float scale;
};

inline size_t attention_backward_floats(int length, int width) {
    return size_t(5) * width * kCacheBlock + size_t(2) * kTileRows * kCacheBlock + size_t(3) * length * width + size_t(length) + 64;
}

/// P and dS of one strip of rows: on entry p = q k^T and ds = do v^T.
static void softmax_gradient(float* p, float* ds, const float* lse, const float* delta, int rows, int visible_first, int chunks, float scale) {
    const Vec vs = set1(scale);
    for (int r = 0; r < rows; r++) {
        float* pr = p + r * kCacheBlock;
        float* dr = ds + r * kCacheBlock;
        const Vec l = set1(-lse[r]), e = set1(delta[r]);
        for (int c = 0; c < chunks; c++) {
            const int lanes = visible_first + r - c * 16;
            Vec x = exp(fma(load(pr + c * 16), vs, l));
            if (lanes < 16) x = select(first_lanes(lanes), x, zero());
            Vec y = mul(mul(x, vs), sub(load(dr + c * 16), e));
            if (lanes < 16) y = select(first_lanes(lanes), y, zero());
            store(pr + c * 16, x);
            store(dr + c * 16, y);
        }
    }
}

static void attention_backward_task(const BackwardTask& t, float* work) {
    const int width = t.width, length = t.length;
    float* kt = work;                                   // [K][64]
    float* vt = kt + ptrdiff_t(width) * kCacheBlock;    // [K][64]
    float* kb = vt + ptrdiff_t(width) * kCacheBlock;    // [64][K]
    float* dk = kb + ptrdiff_t(width) * kCacheBlock;
    float* dv = dk + ptrdiff_t(width) * kCacheBlock;
    float* p = dv + ptrdiff_t(width) * kCacheBlock;     // [64][64]
    float* ds = p + kTileRows * kCacheBlock;
    float* q = ds + kTileRows * kCacheBlock;            // [T][K], contiguous copies
    float* dout = q + ptrdiff_t(length) * width;
    float* dq = dout + ptrdiff_t(length) * width;
    float* delta = dq + ptrdiff_t(length) * width;
    copy_rows(t.q, t.q_stride, q, width, length, width);
    copy_rows(t.dout, t.out_stride, dout, width, length, width);
    for (int i = 0; i < length; i++) delta[i] = dot(t.out + i * t.out_stride, dout + ptrdiff_t(i) * width, width);

    const int total = t.first + length;
    for (int n0 = 0; n0 < total; n0 += kCacheBlock) {
        const int keys = int(least(kCacheBlock, total - n0)), begin = n0 > t.first ? n0 : t.first;
        transpose_block(t.k + n0 * t.k_stride, t.k_stride, keys, width, kt);
        transpose_block(t.v + n0 * t.v_stride, t.v_stride, keys, width, vt);
        copy_rows(t.k + n0 * t.k_stride, t.k_stride, kb, width, keys, width);
        for (int i = begin; i < total; i += kTileRows) {
            const int rows = int(least(kTileRows, total - i)), offset = i - n0;
            const bool diagonal = offset == 0;   // row r of the tile sees offset + r + 1 keys of the block
            for (int r = 0, n; r < rows; r += n) {
                n = int(least(kStripRows, rows - r));
                const int visible = diagonal ? r + n : keys, chunks = (visible + 15) / 16;
                const ptrdiff_t at = ptrdiff_t(i - t.first + r) * width;
                float* ps = p + r * kCacheBlock;
                float* dss = ds + r * kCacheBlock;
                small_gemm(n, chunks * 16, width, q + at, width, 1, kt, kCacheBlock, ps, kCacheBlock, false);
                small_gemm(n, chunks * 16, width, dout + at, width, 1, vt, kCacheBlock, dss, kCacheBlock, false);
                softmax_gradient(ps, dss, t.lse + i - t.first + r, delta + i - t.first + r, n, int(least(kCacheBlock, offset + r + 1)), chunks, t.scale);
                small_gemm(n, width, visible, dss, kCacheBlock, 1, kb, width, dq + at, width, n0 > 0);
            }
            // Key strips; on the diagonal, rows before the strip do not see its keys.
            const int strip = diagonal ? kStripRows : kCacheBlock;
            for (int c = 0; c < keys; c += strip) {
                const int n = int(least(strip, keys - c)), r = diagonal ? c : 0;
                const ptrdiff_t at = ptrdiff_t(i - t.first + r) * width;
                small_gemm(n, width, rows - r, p + r * kCacheBlock + c, 1, kCacheBlock, dout + at, width, dv + ptrdiff_t(c) * width, width, i > begin);
                small_gemm(n, width, rows - r, ds + r * kCacheBlock + c, 1, kCacheBlock, q + at, width, dk + ptrdiff_t(c) * width, width, i > begin);
            }
        }
        copy_rows(dk, width, t.dk + n0 * t.kv_out_stride, t.kv_out_stride, keys, width);
        copy_rows(dv, width, t.dv + n0 * t.kv_out_stride, t.kv_out_stride, keys, width);
    }
    copy_rows(dq, width, t.dq, t.out_stride, length, width);
}

/// out [rows][G][K] = sum over the group's heads, in order, of x [rows][G][group][K].
static void sum_groups(const float* x, float* out, int64_t rows, int group, int width) {
#pragma omp parallel for schedule(static) if (rows * group * width >= kParallelElements)
    for (int64_t i = 0; i < rows; i++)
        for_lanes(width, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
            Vec s = ld(x + i * group * width + j);
            for (int h = 1; h < group; h++) s = add(s, ld(x + (i * group + h) * width + j));
            st(out + i * width + j, s);
        });
}

static void attention_backward(const PackedAttention& a, const float* out, const float* dout, const float* lse, float* dq, float* dk, float* dv) {
    const int64_t total = a.cu_seqlens[a.sequences];
    const int group = a.heads / a.kv_heads, width = a.width;
    const ptrdiff_t row = ptrdiff_t(a.heads) * width;
    float* dk_heads = dk;
    float* dv_heads = dv;
    if (group > 1) {
        dk_heads = static_cast<float*>(scratch(Scratch::Shared, size_t(2 * total * row) * sizeof(float)));
        dv_heads = dk_heads + total * row;
    }
#pragma omp parallel for schedule(dynamic, 1) if (a.sequences * a.heads > 1)
    for (int64_t task = 0; task < int64_t(a.sequences) * a.heads; task++) {
        const int64_t base = a.cu_seqlens[task / a.heads];
        const int length = int(a.cu_seqlens[task / a.heads + 1] - base), h = int(task % a.heads), g = h / group;
        if (length == 0) continue;
        const ptrdiff_t at = base * row + ptrdiff_t(h) * width;
        float* work = static_cast<float*>(scratch(Scratch::Tile, attention_backward_floats(length, width) * sizeof(float)));
        attention_backward_task({a.q + base * a.q_stride + ptrdiff_t(h) * width, a.k + base * a.k_stride + ptrdiff_t(g) * width,
                                 a.v + base * a.v_stride + ptrdiff_t(g) * width, out + at, dout + at, lse + h * total + base,
                                 a.q_stride, a.k_stride, a.v_stride, row, dq + at, dk_heads + at, dv_heads + at, row, 0, length, width, a.scale},
                                work);
    }
    if (group > 1) {
        sum_groups(dk_heads, dk, total * a.kv_heads, group, width);
        sum_groups(dv_heads, dv, total * a.kv_heads, group, width);
    }
}

}  // namespace pn::PN_ISA
