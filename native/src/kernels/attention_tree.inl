// Packed causal attention where sequences share beginnings (a prompt and its completions): every shared row is computed once.

namespace pn::PN_ISA {

/// Blocks that the segments of a chain share, through the segment's table.
struct TreeBlocks {
    const float* k_blocks;
    const float* v_blocks;
    ptrdiff_t stride;
    ptrdiff_t v_stride;
    const int32_t* table;
    const float* k(int j) const { return k_blocks + table[j] * stride; }
    const float* v(int j) const { return v_blocks + table[j] * stride; }
};

/// dst [rows][width] = rows of src named by `chain`.
static void gather_rows(const float* src, ptrdiff_t stride, const int32_t* chain, float* dst, int64_t rows, int width) {
    for (int64_t r = 0; r < rows; r++) copy_rows(src + chain[r] * stride, 0, dst + r * width, 0, 1, width);
}

/// Blocks of 64 positions from the start of the sequence, as without sharing: so sums run in the same order.
static void attention_tree_forward(const PackedAttention& a, const SegmentTree& tree, float* out, float* lse) {
    const int64_t total = a.cu_seqlens[a.sequences];
    const int width = a.width, group = a.heads / a.kv_heads;
    const ptrdiff_t head_block = ptrdiff_t(width) * kCacheBlock, block = head_block * a.kv_heads;
    int64_t count;
    const Tile* tiles = list_tiles(a.cu_seqlens, a.sequences, &count);
    float* keys = static_cast<float*>(scratch(Scratch::Shared, size_t(2 * tree.blocks * block) * sizeof(float)));
    float* values = keys + tree.blocks * block;
#pragma omp parallel if (count * a.heads > 1)
    {
        float* work = static_cast<float*>(scratch(Scratch::Tile, (attention_tile_floats(width) + size_t(head_block)) * sizeof(float)));
#pragma omp for schedule(static)
        for (int64_t b = 0; b < tree.blocks; b++) {
            const int s = tree.block_segment[b];
            const int64_t length = tree.chain_start[s + 1] - tree.chain_start[s], start = int64_t(tree.block_index[b]) * kCacheBlock;
            const int32_t* chain = tree.chain + tree.chain_start[s] + start;
            const int rows = int(least(kCacheBlock, length - start));
            for (int g = 0; g < a.kv_heads; g++) {
                gather_rows(a.k + ptrdiff_t(g) * width, a.k_stride, chain, work, rows, width);
                transpose_block(work, width, rows, width, keys + b * block + g * head_block);
                gather_rows(a.v + ptrdiff_t(g) * width, a.v_stride, chain, values + b * block + g * head_block, rows, width);
            }
        }
#pragma omp for schedule(dynamic, 1)
        for (int64_t task = 0; task < count * a.heads; task++) {
            const Tile tile = tiles[count - 1 - task / a.heads];
            const int h = int(task % a.heads), s = tile.sequence;
            const int64_t row = a.cu_seqlens[s] + tile.start;
            int limits[kTileRows];
            const int rows = int(least(kTileRows, a.cu_seqlens[s + 1] - row));
            for (int r = 0; r < rows; r++) limits[r] = tree.first[s] + tile.start + r + 1;
            const ptrdiff_t head = ptrdiff_t(h / group) * head_block;
            attend(TreeBlocks{keys + head, values + head, block, width, tree.table + tree.table_start[s]},
                   QueryTile{a.q + row * a.q_stride + ptrdiff_t(h) * width, a.q_stride, out + (row * a.heads + h) * width, ptrdiff_t(a.heads) * width,
                             lse ? lse + h * total + row : nullptr, limits, rows},
                   width, a.scale, work);
        }
    }
}

/// out [rows][G][K] = sum over the entries of the chains that name the row, and over the group's heads, in order, of x [entries][G][group][K].
static void sum_uses(const SegmentTree& tree, const float* x, float* out, int64_t rows, int kv_heads, int group, int width) {
#pragma omp parallel for schedule(static) if (rows * kv_heads * group * width >= kParallelElements)
    for (int64_t i = 0; i < rows; i++)
        for (int g = 0; g < kv_heads; g++)
            for_lanes(width, [&](int64_t j, auto ld, auto st) __attribute__((always_inline)) {
                Vec s = zero();
                for (int64_t u = tree.use_start[i]; u < tree.use_start[i + 1]; u++)
                    for (int h = 0; h < group; h++) s = add(s, ld(x + ((tree.uses[u] * kv_heads + g) * group + h) * width + j));
                st(out + (i * kv_heads + g) * width + j, s);
            });
}

/// One task per (segment, query head): its rows against its whole chain. Each entry of a chain has gradients of keys and values of its
/// own, which are summed afterwards.
static void attention_tree_backward(const PackedAttention& a, const SegmentTree& tree, const float* out, const float* dout, const float* lse,
                                    float* dq, float* dk, float* dv) {
    const int64_t total = a.cu_seqlens[a.sequences], entries = tree.chain_start[a.sequences];
    const int group = a.heads / a.kv_heads, width = a.width;
    const ptrdiff_t row = ptrdiff_t(a.heads) * width;
    float* dk_entries = static_cast<float*>(scratch(Scratch::Shared, size_t(2 * entries * row) * sizeof(float)));
    float* dv_entries = dk_entries + entries * row;
#pragma omp parallel for schedule(dynamic, 1) if (a.sequences * a.heads > 1)
    for (int64_t task = 0; task < int64_t(a.sequences) * a.heads; task++) {
        const int64_t s = task / a.heads, base = a.cu_seqlens[s], length = a.cu_seqlens[s + 1] - base;
        const int64_t entry = tree.chain_start[s], keys = tree.chain_start[s + 1] - entry;
        const int h = int(task % a.heads), g = h / group;
        if (length == 0) continue;
        const size_t floats = attention_backward_floats(int(length), width);
        float* work = static_cast<float*>(scratch(Scratch::Tile, (floats + size_t(2 * keys * width)) * sizeof(float)));
        float* k = work + floats;
        float* v = k + keys * width;
        gather_rows(a.k + ptrdiff_t(g) * width, a.k_stride, tree.chain + entry, k, keys, width);
        gather_rows(a.v + ptrdiff_t(g) * width, a.v_stride, tree.chain + entry, v, keys, width);
        const ptrdiff_t at = base * row + ptrdiff_t(h) * width, kv_at = entry * row + ptrdiff_t(h) * width;
        attention_backward_task({a.q + base * a.q_stride + ptrdiff_t(h) * width, k, v, out + at, dout + at, lse + h * total + base,
                                 a.q_stride, width, width, row, dq + at, dk_entries + kv_at, dv_entries + kv_at, row, tree.first[s], int(length), width, a.scale},
                                work);
    }
    sum_uses(tree, dk_entries, dk, total, a.kv_heads, group, width);
    sum_uses(tree, dv_entries, dv, total, a.kv_heads, group, width);
}

}  // namespace pn::PN_ISA
