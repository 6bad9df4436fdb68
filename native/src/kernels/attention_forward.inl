// Packed causal attention (training) and attention over the block cache (prefill and decode), both through attend().

namespace pn::PN_ISA {

/// The 64-row tiles of packed sequences, numbered in order; tile n of a sequence is also its key block n.
struct Tile {
    int32_t sequence;
    int32_t start;    // first row, counted from the start of the sequence
    int32_t block;    // number of the tile among all tiles
};

/// Lists the tiles in the calling thread's index scratch.
static Tile* list_tiles(const int64_t* cu_seqlens, int sequences, int64_t* count) {
    int64_t n = 0;
    for (int s = 0; s < sequences; s++) n += (cu_seqlens[s + 1] - cu_seqlens[s] + kTileRows - 1) / kTileRows;
    Tile* tiles = static_cast<Tile*>(scratch(Scratch::Index, size_t(n + 1) * sizeof(Tile)));
    int64_t t = 0;
    for (int s = 0; s < sequences; s++)
        for (int64_t i = 0; i < cu_seqlens[s + 1] - cu_seqlens[s]; i += kTileRows, t++) tiles[t] = {s, int32_t(i), int32_t(t)};
    *count = n;
    return tiles;
}

/// Keys and values of one sequence and head, repacked as [block][head][..] with `stride` floats between blocks.
struct PackedBlocks {
    const float* k_blocks;
    const float* v_blocks;
    ptrdiff_t stride;
    ptrdiff_t v_stride;
    const float* k(int j) const { return k_blocks + j * stride; }
    const float* v(int j) const { return v_blocks + j * stride; }
};

static void attention_forward(const PackedAttention& a, float* out, float* lse) {
    const int64_t total = a.cu_seqlens[a.sequences];
    const int width = a.width, group = a.heads / a.kv_heads;
    const ptrdiff_t head_block = ptrdiff_t(width) * kCacheBlock, block = head_block * a.kv_heads;
    int64_t count;
    const Tile* tiles = list_tiles(a.cu_seqlens, a.sequences, &count);
    float* keys = static_cast<float*>(scratch(Scratch::Shared, size_t(2 * count * block) * sizeof(float)));
    float* values = keys + count * block;
#pragma omp parallel if (count * a.heads > 1)
    {
#pragma omp for schedule(static)
        for (int64_t t = 0; t < count; t++) {
            const int64_t base = a.cu_seqlens[tiles[t].sequence], row = base + tiles[t].start;
            const int rows = int(least(kTileRows, a.cu_seqlens[tiles[t].sequence + 1] - row));
            for (int g = 0; g < a.kv_heads; g++) {
                transpose_block(a.k + row * a.k_stride + ptrdiff_t(g) * width, a.k_stride, rows, width, keys + t * block + g * head_block);
                copy_rows(a.v + row * a.v_stride + ptrdiff_t(g) * width, a.v_stride, values + t * block + g * head_block, width, rows, width);
            }
        }
        float* work = static_cast<float*>(scratch(Scratch::Tile, attention_tile_floats(width) * sizeof(float)));
        // Last tiles first: they are the longest, and short ones fill the gaps at the end.
#pragma omp for schedule(dynamic, 1)
        for (int64_t task = 0; task < count * a.heads; task++) {
            const Tile tile = tiles[count - 1 - task / a.heads];
            const int h = int(task % a.heads), g = h / group;
            const int64_t row = a.cu_seqlens[tile.sequence] + tile.start;
            int limits[kTileRows];
            const int rows = int(least(kTileRows, a.cu_seqlens[tile.sequence + 1] - row));
            for (int r = 0; r < rows; r++) limits[r] = tile.start + r + 1;
            const ptrdiff_t first = ptrdiff_t(tile.block - tile.start / kTileRows) * block + g * head_block;
            attend(PackedBlocks{keys + first, values + first, block, width},
                   QueryTile{a.q + row * a.q_stride + ptrdiff_t(h) * width, a.q_stride, out + (row * a.heads + h) * width, ptrdiff_t(a.heads) * width,
                             lse ? lse + h * total + row : nullptr, limits, rows},
                   width, a.scale, work);
        }
    }
}

struct CachedBlocks {
    const CacheView& cache;
    const int32_t* table;
    ptrdiff_t head;       // offset of the key/value head inside a block
    ptrdiff_t v_stride;
    const float* k(int j) const { return cache.k_cache + table[j] * cache.block_stride + head; }
    const float* v(int j) const { return cache.v_cache + table[j] * cache.block_stride + head; }
};

static void kv_append(const CacheView& c, const float* k, ptrdiff_t k_stride, const float* v, ptrdiff_t v_stride) {
    const ptrdiff_t head_block = ptrdiff_t(c.width) * kCacheBlock;
    const int64_t all_rows = c.row_start[c.sequences];
#pragma omp parallel for schedule(static) collapse(2) if (all_rows * c.kv_heads * c.width >= kParallelElements)
    for (int s = 0; s < c.sequences; s++)
        for (int g = 0; g < c.kv_heads; g++) {
            const int begin = c.row_start[s], n = c.row_start[s + 1] - begin, position = c.context[s] - n;
            for (int i = 0; i < n;) {
                const int p = position + i, slot = p % kCacheBlock;
                const ptrdiff_t at = c.block_table[s * c.table_stride + p / kCacheBlock] * c.block_stride + g * head_block;
                float* keys = c.k_cache + at + slot;
                const float* k_row = k + (begin + i) * k_stride + ptrdiff_t(g) * c.width;
                const int rows = slot % 16 == 0 && n - i >= 16 ? 16 : 1;
                if (rows == 16)
                    for (int d = 0; d < c.width; d += 16) transpose16(k_row + d, k_stride, 16, int(least(16, c.width - d)), keys + ptrdiff_t(d) * kCacheBlock, kCacheBlock);
                else
                    for (int d = 0; d < c.width; d++) keys[ptrdiff_t(d) * kCacheBlock] = k_row[d];
                copy_rows(v + (begin + i) * v_stride + ptrdiff_t(g) * c.width, v_stride, c.v_cache + at + ptrdiff_t(slot) * c.width, c.width, rows, c.width);
                i += rows;
            }
        }
}

/// Up to 64 rows of one sequence for one key/value head. Few rows: one tile per position over the heads of the group, so that keys are
/// read once for the group; many rows: one tile per head over positions.
static void attend_cached(const CacheView& c, const float* q, ptrdiff_t q_stride, float* out, ptrdiff_t out_stride, int group, float scale,
                          int s, int g, int first, int rows, float* work) {
    const int begin = c.row_start[s], position = c.context[s] - (c.row_start[s + 1] - begin) + first, width = c.width;
    const CachedBlocks blocks{c, c.block_table + s * c.table_stride, ptrdiff_t(g) * width * kCacheBlock, width};
    const float* q0 = q + ptrdiff_t(begin + first) * q_stride + ptrdiff_t(g) * group * width;
    float* o0 = out + ptrdiff_t(begin + first) * out_stride + ptrdiff_t(g) * group * width;
    int limits[kTileRows];
    if (rows < 8) {
        for (int i = 0; i < rows; i++)
            for (int h = 0; h < group; h += kTileRows) {
                const int heads = int(least(kTileRows, group - h));
                for (int r = 0; r < heads; r++) limits[r] = position + i + 1;
                attend(blocks, QueryTile{q0 + i * q_stride + ptrdiff_t(h) * width, width, o0 + i * out_stride + ptrdiff_t(h) * width, width, nullptr, limits, heads}, width, scale, work);
            }
        return;
    }
    for (int r = 0; r < rows; r++) limits[r] = position + r + 1;
    for (int h = 0; h < group; h++)
        attend(blocks, QueryTile{q0 + ptrdiff_t(h) * width, q_stride, o0 + ptrdiff_t(h) * width, out_stride, nullptr, limits, rows}, width, scale, work);
}

static void attention_cached(const CacheView& c, const float* q, ptrdiff_t q_stride, float* out, ptrdiff_t out_stride, int heads, float scale) {
    const int group = heads / c.kv_heads;
    int64_t count = 0;
    for (int s = 0; s < c.sequences; s++) count += (c.row_start[s + 1] - c.row_start[s] + kTileRows - 1) / kTileRows;
    Tile* tiles = static_cast<Tile*>(scratch(Scratch::Index, size_t(count + 1) * sizeof(Tile)));
    int64_t t = 0, work_size = 0;
    for (int s = 0; s < c.sequences; s++)
        for (int i = 0; i < c.row_start[s + 1] - c.row_start[s]; i += kTileRows, t++) {
            tiles[t] = {s, i, int32_t(t)};
            work_size += int64_t(c.context[s]) * least(kTileRows, c.row_start[s + 1] - c.row_start[s] - i);
        }
    const int64_t tasks = count * c.kv_heads;
#pragma omp parallel if (tasks > 1 && work_size * heads * c.width >= 4 * kParallelElements)
    {
        float* work = static_cast<float*>(scratch(Scratch::Tile, attention_tile_floats(c.width) * sizeof(float)));
#pragma omp for schedule(dynamic, 1)
        for (int64_t task = 0; task < tasks; task++) {
            const Tile tile = tiles[count - 1 - task / c.kv_heads];
            const int rows = int(least(kTileRows, c.row_start[tile.sequence + 1] - c.row_start[tile.sequence] - tile.start));
            attend_cached(c, q, q_stride, out, out_stride, group, scale, tile.sequence, int(task % c.kv_heads), tile.start, rows, work);
        }
    }
}

}  // namespace pn::PN_ISA
