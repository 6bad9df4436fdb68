// Attention of a tile of query rows over blocks of 64 keys with the online softmax (Milakov & Gimelshein 2018, arXiv:1805.02867;
// FlashAttention-2, Dao 2023, arXiv:2307.08691, algorithm 1). Training, prefill and decode all end here, so their rows agree bit for bit.

namespace pn::PN_ISA {

inline constexpr int kTileRows = 64;
inline constexpr int kStripRows = 12;   // rows worked on together; a multiple of the register tiles
static_assert(kStripRows <= 16, "the rescaling factors of a strip are one vector");

/// Query rows that share their keys. limits[r] = number of keys, from the start of the sequence, that row r sees; ascending in r.
struct QueryTile {
    const float* q;
    ptrdiff_t q_stride;
    float* out;
    ptrdiff_t out_stride;
    float* lse;          // [rows] or null
    const int* limits;
    int rows;
};

inline constexpr size_t attention_tile_floats(int width) { return size_t(kStripRows) * kCacheBlock + size_t(kTileRows) * size_t(width) + 2 * kTileRows + 16; }

/// One strip of at most kStripRows rows against one block: score holds s = q k^T and becomes p = exp(scale s - peak);
/// peak (running maximum of scale s), norm (running sum of p) and acc (running sum of p v) move on to the new peak.
static void online_softmax(float* score, const int* limits, int block_start, int rows, int chunks, float scale, float* peak, float* norm,
                           float* acc, int width, bool first_block) {
    alignas(64) float next[16], rescale[16];
    const Vec lowest = set1(-3e38f);
    for (int r = 0; r < rows; r++) {
        const int visible = limits[r] - block_start;
        const float* s = score + r * kCacheBlock;
        Vec m = lowest;
        for (int c = 0; c < chunks; c++) {
            const int lanes = visible - c * 16;
            if (lanes >= 16) m = max(m, load(s + c * 16));
            else if (lanes > 0) m = max(m, select(first_lanes(lanes), load(s + c * 16), lowest));
        }
        const float top = reduce_max(m) * scale;
        next[r] = !first_block && peak[r] > top ? peak[r] : top;
    }
    if (!first_block) {
        const Mask m = first_lanes(rows);
        store(rescale, exp(sub(load(peak, m), load(next, m))));
    }
    const Vec vs = set1(scale);
    for (int r = 0; r < rows; r++) {
        const int visible = limits[r] - block_start;
        float* s = score + r * kCacheBlock;
        const Vec top = set1(-next[r]);
        Vec sum = zero();
        for (int c = 0; c < chunks; c++) {
            const int lanes = visible - c * 16;
            Vec p = zero();
            if (lanes >= 16) p = exp(fma(load(s + c * 16), vs, top));
            else if (lanes > 0) p = select(first_lanes(lanes), exp(fma(load(s + c * 16), vs, top)), zero());
            sum = add(sum, p);
            store(s + c * 16, p);
        }
        const float total = reduce_add(sum);
        if (first_block) {
            norm[r] = total;
        } else {
            norm[r] = norm[r] * rescale[r] + total;
            if (next[r] != peak[r]) {
                const Vec f = set1(rescale[r]);
                float* a = acc + ptrdiff_t(r) * width;
                for_lanes(width, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(a + j, mul(f, ld(a + j))); });
            }
        }
        peak[r] = next[r];
    }
}

/// Blocks: k(j) -> [K][64] transposed keys of block j, v(j) -> [64][K] values with rows of v_stride.
template <class Blocks>
static void attend(const Blocks& blocks, const QueryTile& t, int width, float scale, float* work) {
    float* score = work;
    float* acc = score + kStripRows * kCacheBlock;
    float* peak = acc + kTileRows * width;
    float* norm = peak + kTileRows;
    const int keys = t.limits[t.rows - 1];
    for (int start = 0, j = 0; start < keys; start += kCacheBlock, j++) {
        const float* k = blocks.k(j);
        const float* v = blocks.v(j);
        int r = 0;
        while (t.limits[r] <= start) r++;   // rows that end before this block
        for (int rows; r < t.rows; r += rows) {
            rows = int(least(kStripRows, t.rows - r));
            const int visible = int(least(kCacheBlock, t.limits[r + rows - 1] - start)), chunks = (visible + 15) / 16;
            small_gemm(rows, chunks * 16, width, t.q + r * t.q_stride, t.q_stride, 1, k, kCacheBlock, score, kCacheBlock, false);
            online_softmax(score, t.limits + r, start, rows, chunks, scale, peak + r, norm + r, acc + ptrdiff_t(r) * width, width, j == 0);
            small_gemm(rows, width, visible, score, kCacheBlock, 1, v, blocks.v_stride, acc + ptrdiff_t(r) * width, width, j > 0);
        }
    }
    for (int r = 0; r < t.rows; r++) {
        const Vec inverse = set1(1.f / norm[r]);
        const float* a = acc + ptrdiff_t(r) * width;
        float* o = t.out + r * t.out_stride;
        for_lanes(width, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(o + j, mul(inverse, ld(a + j))); });
        if (t.lse) t.lse[r] = peak[r] + __builtin_logf(norm[r]);
    }
}

/// dst [K][64] = the transpose of up to 64 rows of src; missing rows become 0.
static void transpose_block(const float* src, ptrdiff_t stride, int rows, int width, float* dst) {
    for (int r = 0; r < kCacheBlock; r += 16)
        for (int d = 0; d < width; d += 16)
            transpose16(src + ptrdiff_t(r) * stride + d, stride, rows - r, int(least(16, width - d)), dst + ptrdiff_t(d) * kCacheBlock + r, kCacheBlock);
}

static void copy_rows(const float* src, ptrdiff_t src_stride, float* dst, ptrdiff_t dst_stride, int64_t rows, int width) {
    for (int64_t r = 0; r < rows; r++)
        for_lanes(width, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(dst + r * dst_stride + j, ld(src + r * src_stride + j)); });
}

}  // namespace pn::PN_ISA
