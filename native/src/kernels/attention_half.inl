// Attention of the fast mode: the same walk over blocks of 64 keys, with bf16 operands in its products and fp32 sums, softmax and results.
// Needs AVX512-BF16; products use AMX tiles where the CPU has them (fast/fast_kernels.h).
//
// Right sides of products are packed in pairs: element (k, n) lies at [k / 2][n][k % 2]. Widths are padded with zeros to a multiple of 32.

#include "half_math_avx512.h"
#include "half_product.h"

namespace pn::avx512 {

extern const FastKernels fast_table_amx;

PN_INLINE void store_rounded(uint16_t* p, Vec x) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), (__m256i)_mm512_cvtneps_pbh(x)); }

inline constexpr int kHalfRows = kCacheBlock;   // rows of every tile and block, zeros where there are fewer

PN_INLINE int padded_width(int width) { return (width + 31) / 32 * 32; }

/// Rows of a tensor, `stride` floats apart; or those that `chain` names.
struct Rows {
    const float* data;
    ptrdiff_t stride;
    const int32_t* chain = nullptr;
    static inline __attribute__((always_inline)) const float* row(const Rows& x, int r) { return x.data + (x.chain ? x.chain[r] : r) * x.stride; }
};

/// dst [64][padded] = x [rows][width], rounded.
static void round_tile(const Rows& x, int rows, int width, uint16_t* dst, int padded) {
    for (int r = 0; r < rows; r++) {
        const float* from = Rows::row(x, r);
        for (int d = 0; d < padded; d += 16) store_rounded(dst + r * padded + d, load(from + d, first_lanes(width - d)));
    }
    std::memset(dst + rows * padded, 0, size_t(kHalfRows - rows) * size_t(padded) * sizeof(uint16_t));
}

/// dst [32][padded][2] = x [rows][width] with rows as k, rounded.
static void pair_rows(const Rows& x, int rows, int width, uint16_t* dst, int padded) {
    int k = 0;
    for (; k < rows; k += 2) {
        const float *first = Rows::row(x, k), *second = k + 1 < rows ? Rows::row(x, k + 1) : nullptr;
        for (int d = 0; d < padded; d += 16) {
            const Mask m = first_lanes(width - d);
            _mm512_storeu_si512(dst + ptrdiff_t(k) * padded + 2 * d, round_pairs(load(first + d, m), second ? load(second + d, m) : zero()));
        }
    }
    std::memset(dst + ptrdiff_t(k) * padded, 0, size_t(kHalfRows - k) * size_t(padded) * sizeof(uint16_t));
}

/// dst [padded][64] = the transpose of the rows that pair_rows gave.
static void transpose_pairs(const uint16_t* pairs, uint16_t* dst, int padded) {
    const auto* from = reinterpret_cast<const float*>(pairs);   // two bf16 each: only moved
    auto* to = reinterpret_cast<float*>(dst);
    for (int k = 0; k < kHalfRows / 2; k += 16)
        for (int d = 0; d < padded; d += 16) transpose16(from + k * padded + d, padded, 16, 16, to + d * (kHalfRows / 2) + k, kHalfRows / 2);
}

/// dst [padded / 2][64][2] = the transpose of x [64][padded], bf16: columns become k.
static void pair_columns(const uint16_t* x, uint16_t* dst, int padded) {
    const auto* from = reinterpret_cast<const float*>(x);   // two bf16 each: only moved
    auto* to = reinterpret_cast<float*>(dst);
    for (int r = 0; r < kHalfRows; r += 16)
        for (int c = 0; c < padded / 2; c += 16) transpose16(from + ptrdiff_t(r) * (padded / 2) + c, padded / 2, 16, 16, to + ptrdiff_t(c) * kHalfRows + r, kHalfRows);
}

/// C [rows][columns] (+)= A [rows][inner] B, B in pairs with rows of b_columns. Rows are rounded up to 16 in A and C.
PN_INLINE void half_product(const FastKernels& f, const uint16_t* a, ptrdiff_t lda, const uint16_t* b, int b_columns, float* c, ptrdiff_t ldc, int rows, int columns,
                            int inner, bool accumulate) {
    if (&f == &fast_table_amx) return half_product_amx(a, lda, b, b_columns, c, ldc, rows, columns, inner, accumulate);
    for (int m = 0; m < rows; m += kTileM)
        for (int n = 0; n < columns; n += 64)
            f.product(a + m * lda, lda, {b + 2 * n, 2 * ptrdiff_t(b_columns), 32}, c + m * ldc + n, ldc, int(least(kTileM, rows - m)), int(least(64, columns - n)) / 16,
                      inner / 2, accumulate);
}

/// One block of keys for `rows` rows of a tile: score holds q k^T, p receives exp(scale s - peak) in bf16, zeros up to `columns`; the running
/// peak (in powers of two), norm and acc move on to the new peak. limits[r] - start keys are seen, at least one.
static void online_softmax_half(const float* score, uint16_t* p, const int* limits, int start, int rows, int columns, float scale, float* peak, float* norm, float* acc, int width,
                                bool first_block) {
    const Vec vs = set1(scale * kLog2E), lowest = set1(-3e38f);
    const int chunks = columns / 16;
    for (int r = 0; r < rows; r++, score += kCacheBlock, p += kCacheBlock, acc += width) {
        const int visible = limits[r] - start;
        Vec s[4];
        Vec top = lowest;
#pragma GCC unroll 4
        for (int c = 0; c < 4; c++) {
            if (c >= chunks) break;
            s[c] = mul(vs, load(score + c * 16));
            if (visible < c * 16 + 16) s[c] = select(first_lanes(visible - c * 16), s[c], lowest);
            top = max(top, s[c]);
        }
        const float largest = reduce_max(top), next = !first_block && peak[r] > largest ? peak[r] : largest;
        const Vec shift = set1(next);
        Vec sum = zero();
#pragma GCC unroll 4
        for (int c = 0; c < 4; c++) {
            if (c >= chunks) break;
            const Vec e = exp2_for_half(sub(s[c], shift));
            sum = add(sum, e);
            store_rounded(p + c * 16, e);
        }
        const float total = reduce_add(sum);
        if (first_block) {
            norm[r] = total;
        } else if (next != peak[r]) {
            const Vec f = exp2_for_half(set1(peak[r] - next));
            norm[r] = norm[r] * first(f) + total;
            for (int j = 0; j < width; j += 16) store(acc + j, mul(f, load(acc + j)));
        } else {
            norm[r] += total;
        }
        peak[r] = next;
    }
}

/// A query tile against the blocks of its chain; see attend().
static void attend_half(const FastKernels& f, const uint16_t* keys, const uint16_t* values, ptrdiff_t stride, const int32_t* table, const QueryTile& t, int width, int padded,
                        float scale, char* work) {
    auto* score = reinterpret_cast<float*>(work);
    float* acc = score + kHalfRows * kCacheBlock;
    float* peak = acc + kHalfRows * padded;
    float* norm = peak + kHalfRows;
    auto* q = reinterpret_cast<uint16_t*>(norm + kHalfRows);
    uint16_t* p = q + kHalfRows * padded;
    round_tile({t.q, t.q_stride}, t.rows, width, q, padded);
    const int seen = t.limits[t.rows - 1];
    for (int start = 0, j = 0; start < seen; start += kCacheBlock, j++) {
        const int columns = int(least(kCacheBlock, seen - start) + 31) / 32 * 32;
        half_product(f, q, padded, keys + table[j] * stride, kCacheBlock, score, kCacheBlock, t.rows, columns, padded, false);
        int r = 0;
        for (; t.limits[r] <= start; r++) std::memset(p + r * kCacheBlock, 0, kCacheBlock * sizeof(uint16_t));   // rows that end before this block
        online_softmax_half(score + r * kCacheBlock, p + r * kCacheBlock, t.limits + r, start, t.rows - r, columns, scale, peak + r, norm + r, acc + ptrdiff_t(r) * padded, padded,
                            j == 0);
        half_product(f, p, kCacheBlock, values + table[j] * stride, padded, acc, padded, t.rows, padded, columns, j > 0);
    }
    for (int r = 0; r < t.rows; r++) {
        const Vec inverse = set1(1.f / norm[r]);
        const float* a = acc + ptrdiff_t(r) * padded;
        float* o = t.out + r * t.out_stride;
        for_lanes(width, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) { st(o + j, mul(inverse, ld(a + j))); });
        if (t.lse) t.lse[r] = peak[r] / kLog2E + __builtin_logf(norm[r]);
    }
}

static void attention_half_forward(const PackedAttention& a, const SegmentTree& tree, float* out, float* lse) {
    const FastKernels& f = *fast_kernels();
    const int64_t total = a.cu_seqlens[a.sequences];
    const int width = a.width, padded = padded_width(width), group = a.heads / a.kv_heads;
    const ptrdiff_t block = ptrdiff_t(padded) * kCacheBlock, stride = block * a.kv_heads;
    int64_t count;
    const Tile* tiles = list_tiles(a.cu_seqlens, a.sequences, &count);
    auto* keys = static_cast<uint16_t*>(scratch(Scratch::Shared, size_t(2 * tree.blocks * stride) * sizeof(uint16_t)));
    uint16_t* values = keys + tree.blocks * stride;
#pragma omp parallel if (count * a.heads > 1)
    {
        const size_t bytes = size_t(kHalfRows) * (kCacheBlock * 6 + size_t(padded) * 8 + 8);
        auto* work = static_cast<char*>(scratch(Scratch::Tile, bytes));
#pragma omp for schedule(static)
        for (int64_t b = 0; b < tree.blocks; b++) {
            const int s = tree.block_segment[b];
            const int64_t start = int64_t(tree.block_index[b]) * kCacheBlock;
            const int32_t* chain = tree.chain + tree.chain_start[s] + start;
            const int rows = int(least(kCacheBlock, tree.chain_start[s + 1] - tree.chain_start[s] - start));
            auto* rounded = reinterpret_cast<uint16_t*>(work);
            for (int g = 0; g < a.kv_heads; g++) {
                round_tile({a.k + ptrdiff_t(g) * width, a.k_stride, chain}, rows, width, rounded, padded);
                pair_columns(rounded, keys + b * stride + g * block, padded);
                pair_rows({a.v + ptrdiff_t(g) * width, a.v_stride, chain}, rows, width, values + b * stride + g * block, padded);
            }
        }
        // Last tiles first: they are the longest, and short ones fill the gaps at the end.
        f.begin();
#pragma omp for schedule(dynamic, 1)
        for (int64_t task = 0; task < count * a.heads; task++) {
            const Tile tile = tiles[count - 1 - task / a.heads];
            const int h = int(task % a.heads), s = tile.sequence;
            const int64_t row = a.cu_seqlens[s] + tile.start;
            int limits[kTileRows];
            const int rows = int(least(kTileRows, a.cu_seqlens[s + 1] - row));
            for (int r = 0; r < rows; r++) limits[r] = tree.first[s] + tile.start + r + 1;
            const ptrdiff_t head = ptrdiff_t(h / group) * block;
            attend_half(f, keys + head, values + head, stride, tree.table + tree.table_start[s],
                        QueryTile{a.q + row * a.q_stride + ptrdiff_t(h) * width, a.q_stride, out + (row * a.heads + h) * width, ptrdiff_t(a.heads) * width,
                                  lse ? lse + h * total + row : nullptr, limits, rows},
                        width, padded, a.scale, work);
        }
        f.end();
    }
}

template <class T>
PN_INLINE T* take(char*& memory, ptrdiff_t count) {
    T* p = reinterpret_cast<T*>(memory);
    memory += count * ptrdiff_t(sizeof(T));
    return p;
}

/// Working memory of one backward task. What depends on the query rows alone is prepared once, in tiles of 64 rows.
struct HalfBackward {
    int tiles, padded;
    ptrdiff_t tile;                                            // 64 × padded
    uint16_t *q_columns, *q_rows, *dout_columns, *dout_rows;   // [tiles], in pairs: for products over the width, and over rows
    float *dq, *lse, *delta;                                   // [tiles]; dq transposed, [padded][64]
    uint16_t *k, *v, *k_transposed, *p, *ds, *ds_pairs;        // one block of keys
    float *gathered, *dk, *dv, *s, *dp;

    static constexpr int square = kHalfRows * kCacheBlock;

    static size_t bytes(int length, int width) {
        const size_t tiles = size_t(length + kHalfRows - 1) / kHalfRows, tile = size_t(kHalfRows) * size_t(padded_width(width));
        return tiles * (tile * 12 + 8 * kHalfRows) + tile * 18 + square * 14;
    }

    HalfBackward(int length, int width, char* m)
        : tiles((length + kHalfRows - 1) / kHalfRows), padded(padded_width(width)), tile(ptrdiff_t(kHalfRows) * padded),
          q_columns(take<uint16_t>(m, tiles * tile)), q_rows(take<uint16_t>(m, tiles * tile)), dout_columns(take<uint16_t>(m, tiles * tile)),
          dout_rows(take<uint16_t>(m, tiles * tile)), dq(take<float>(m, tiles * tile)), lse(take<float>(m, tiles * kHalfRows)),
          delta(take<float>(m, tiles * kHalfRows)), k(take<uint16_t>(m, tile)), v(take<uint16_t>(m, tile)), k_transposed(take<uint16_t>(m, tile)),
          p(take<uint16_t>(m, square)), ds(take<uint16_t>(m, square)), ds_pairs(take<uint16_t>(m, square)), gathered(take<float>(m, tile)),
          dk(take<float>(m, tile)), dv(take<float>(m, tile)), s(take<float>(m, square)), dp(take<float>(m, square)) {}
};

static void prepare_queries(const BackwardTask& t, const HalfBackward& w) {
    for (int i = 0; i < w.tiles; i++) {
        const int first = i * kHalfRows, rows = int(least(kHalfRows, t.length - first));
        const float *q = t.q + first * t.q_stride, *dout = t.dout + first * t.out_stride, *out = t.out + first * t.out_stride;
        round_tile({q, t.q_stride}, rows, t.width, w.k, w.padded);
        pair_columns(w.k, w.q_columns + i * w.tile, w.padded);
        pair_rows({q, t.q_stride}, rows, t.width, w.q_rows + i * w.tile, w.padded);
        round_tile({dout, t.out_stride}, rows, t.width, w.k, w.padded);
        pair_columns(w.k, w.dout_columns + i * w.tile, w.padded);
        pair_rows({dout, t.out_stride}, rows, t.width, w.dout_rows + i * w.tile, w.padded);
        for (int r = 0; r < kHalfRows; r++) {
            w.lse[first + r] = r < rows ? t.lse[first + r] : 0.f;
            w.delta[first + r] = r < rows ? dot(out + r * t.out_stride, dout + r * t.out_stride, t.width) : 0.f;
        }
    }
}

/// P^T and dS^T of a block of keys and a tile of queries, rounded, and dS^T in pairs of keys. Query column c sees key row r from
/// c = hidden + r on; keys at and beyond `keys` do not exist.
/// All: every column sees all 64 keys.
template <bool All>
static void softmax_gradient_half(const HalfBackward& w, const float* lse, const float* delta, int hidden, int keys, float scale) {
    const Vec vs = set1(scale), vt = set1(scale * kLog2E), to_log2 = set1(-kLog2E);
    for (int c = 0; c < kHalfRows; c += 16) {
        const Vec top = mul(to_log2, load(lse + c)), d = load(delta + c);
        for (int r = 0; r < kCacheBlock; r += 2) {
            Vec ds[2];
#pragma GCC unroll 2
            for (int i = 0; i < 2; i++) {
                const ptrdiff_t at = (r + i) * kHalfRows + c;
                Vec p = zero();
                ds[i] = zero();
                if (All || (r + i < keys && hidden + r + i < c + 16)) {
                    p = exp2_for_half(fma(load(w.s + at), vt, top));
                    if (!All) p = select(first_lanes(hidden + r + i - c), zero(), p);
                    ds[i] = mul(mul(p, vs), sub(load(w.dp + at), d));
                    if (!All) ds[i] = select(first_lanes(hidden + r + i - c), zero(), ds[i]);
                }
                store_rounded(w.p + at, p);
                store_rounded(w.ds + at, ds[i]);
            }
            _mm512_storeu_si512(w.ds_pairs + r * kHalfRows + 2 * c, round_pairs(ds[0], ds[1]));
        }
    }
}

/// See attention_backward_task(); scores are formed with keys as rows, so that P^T and dS^T are left sides of products as they are.
static void attention_half_backward_task(const FastKernels& f, const BackwardTask& t, const int32_t* chain, const HalfBackward& w) {
    const int total = t.first + t.length, padded = w.padded;
    prepare_queries(t, w);
    f.begin();
    for (int n0 = 0; n0 < total; n0 += kCacheBlock) {
        const int keys = int(least(kCacheBlock, total - n0)), rows = (keys + 15) / 16 * 16;
        round_tile({t.v, t.v_stride, chain + n0}, keys, t.width, w.v, padded);
        round_tile({t.k, t.k_stride, chain + n0}, keys, t.width, w.k, padded);
        auto* pairs = reinterpret_cast<uint16_t*>(w.gathered);
        pair_rows({t.k, t.k_stride, chain + n0}, keys, t.width, pairs, padded);
        transpose_pairs(pairs, w.k_transposed, padded);
        const int begin = n0 > t.first ? (n0 - t.first) / kHalfRows : 0;
        for (int i = begin; i < w.tiles; i++) {
            const bool more = i > begin;
            half_product(f, w.k, padded, w.q_columns + i * w.tile, kHalfRows, w.s, kHalfRows, rows, kHalfRows, padded, false);
            half_product(f, w.v, padded, w.dout_columns + i * w.tile, kHalfRows, w.dp, kHalfRows, rows, kHalfRows, padded, false);
            const int hidden = n0 - t.first - i * kHalfRows;
            const auto softmax_gradient = hidden + keys <= 1 && keys == kCacheBlock ? softmax_gradient_half<true> : softmax_gradient_half<false>;
            softmax_gradient(w, w.lse + i * kHalfRows, w.delta + i * kHalfRows, hidden, keys, t.scale);
            half_product(f, w.p, kHalfRows, w.dout_rows + i * w.tile, padded, w.dv, padded, rows, padded, kHalfRows, more);
            half_product(f, w.ds, kHalfRows, w.q_rows + i * w.tile, padded, w.dk, padded, rows, padded, kHalfRows, more);
            half_product(f, w.k_transposed, kCacheBlock, w.ds_pairs, kHalfRows, w.dq + i * w.tile, kHalfRows, padded, kHalfRows, kCacheBlock, n0 > 0);
        }
        copy_rows(w.dk, padded, t.dk + n0 * t.kv_out_stride, t.kv_out_stride, keys, t.width);
        copy_rows(w.dv, padded, t.dv + n0 * t.kv_out_stride, t.kv_out_stride, keys, t.width);
    }
    f.end();
    for (int i = 0; i < w.tiles; i++) {
        const int first = i * kHalfRows;
        for (int d = 0; d < padded; d += 16)
            for (int r = 0; r < kHalfRows; r += 16)
                transpose16(w.dq + i * w.tile + ptrdiff_t(d) * kHalfRows + r, kHalfRows, 16, 16, w.gathered + ptrdiff_t(r) * padded + d, padded);
        copy_rows(w.gathered, padded, t.dq + first * t.out_stride, t.out_stride, least(kHalfRows, t.length - first), t.width);
    }
}

static void attention_half_backward(const PackedAttention& a, const SegmentTree& tree, const float* out, const float* dout, const float* lse, float* dq, float* dk,
                                    float* dv) {
    const FastKernels& f = *fast_kernels();
    const int64_t total = a.cu_seqlens[a.sequences], entries = tree.chain_start[a.sequences];
    const int group = a.heads / a.kv_heads, width = a.width;
    const ptrdiff_t row = ptrdiff_t(a.heads) * width;
    const bool once = group == 1 && entries == total;   // every row has one user
    float* dk_entries = once ? dk : static_cast<float*>(scratch(Scratch::Shared, size_t(2 * entries * row) * sizeof(float)));
    float* dv_entries = once ? dv : dk_entries + entries * row;
#pragma omp parallel for schedule(dynamic, 1) if (a.sequences * a.heads > 1)
    for (int64_t task = 0; task < int64_t(a.sequences) * a.heads; task++) {
        const int64_t s = task / a.heads, base = a.cu_seqlens[s], entry = tree.chain_start[s];
        const int length = int(a.cu_seqlens[s + 1] - base), h = int(task % a.heads), g = h / group;
        if (length == 0) continue;
        const HalfBackward work(length, width, static_cast<char*>(scratch(Scratch::Tile, HalfBackward::bytes(length, width))));
        const ptrdiff_t at = base * row + ptrdiff_t(h) * width, kv_at = entry * row + ptrdiff_t(h) * width;
        attention_half_backward_task(f, {a.q + base * a.q_stride + ptrdiff_t(h) * width, a.k + ptrdiff_t(g) * width, a.v + ptrdiff_t(g) * width, out + at, dout + at,
                                         lse + h * total + base, a.q_stride, a.k_stride, a.v_stride, row, dq + at, dk_entries + kv_at, dv_entries + kv_at, row,
                                         tree.first[s], length, width, a.scale},
                                     tree.chain + entry, work);
    }
    if (once) return;
    sum_uses(tree, dk_entries, dk, total, a.kv_heads, group, width);
    sum_uses(tree, dv_entries, dv, total, a.kv_heads, group, width);
}

extern const HalfAttention half_attention;
const HalfAttention half_attention = {attention_half_forward, attention_half_backward};

}  // namespace pn::avx512
