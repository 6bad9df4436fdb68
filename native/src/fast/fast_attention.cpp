// The attention of the fast decode step: which thread takes what, new keys and values, softmax over the cache.
#include <algorithm>
#include <cstring>

#include "fast/fast_decoder.h"

namespace pn {
namespace {

int tile_positions(const DecoderShape& shape) { return std::max(1, kTileM / (shape.heads / shape.kv_heads)); }

/// The part of a block that one product reads: panels of keys and pairs of values. Tiles come in twos and in sixteens.
struct Part {
    int panels, pairs;
};

Part part_of(int keys, int rows) {
    if (rows <= 2) return {(keys + 15) / 16, (keys + 1) / 2};
    const int twos = (keys + 31) / 32;
    return {2 * twos, 16 * twos};
}

}  // namespace

void FastDecoder::plan_attention(const StepRows& rows) {
    const int positions = tile_positions(shape_);
    items_.clear();
    last_items_.clear();
    stored_rows_.clear();
    sequence_of_.resize(static_cast<size_t>(rows.rows));
    for (int s = 0; s < rows.sequences; s++) {
        const int begin = rows.row_start[s], end = rows.row_start[s + 1];
        const bool alone = end - begin == 1 && rows.wanted[begin] != 0;
        for (int row = begin; !alone && row < end; row++) stored_rows_.push_back(row);
        for (int row = begin; row < end; row++) sequence_of_[static_cast<size_t>(row)] = s;
        for (int row = begin; row < end; row += positions)
            for (int head = 0; head < shape_.kv_heads; head++)
                items_.push_back({s, row, std::min(positions, end - row), head, static_cast<int>(rows.positions[row]), alone});
        for (int row = begin; row < end; row++)
            for (int head = 0; rows.wanted[row] != 0 && head < shape_.kv_heads; head++)
                last_items_.push_back({s, row, 1, head, static_cast<int>(rows.positions[row]), alone});
    }
    // Long ones first, so that no thread begins a long one when the others are done.
    std::stable_sort(items_.begin(), items_.end(), [](const AttentionItem& a, const AttentionItem& b) { return a.first_position + a.rows > b.first_position + b.rows; });
}

/// The query heads of a row that share a key/value head, scaled and rounded.
void FastDecoder::rotate_queries(int row, int kv_head, int64_t position, uint16_t* to) {
    const int width = shape_.head_width, group = shape_.heads / shape_.kv_heads;
    float* x = qkv_ + ptrdiff_t(row) * qkv_stride_ + ptrdiff_t(kv_head) * group * width;
    const ptrdiff_t at = static_cast<ptrdiff_t>(position) * (width / 2);
    for (int h = 0; h < group; h++) kernels_.rope(x + ptrdiff_t(h) * width, cos_.data() + at, sin_.data() + at, width);
    kernels_.round_scaled(x, shape_.scale, to, group * width);
}

void FastDecoder::rotate_and_store(Local& local, int layer, const StepRows& rows, int row, int kv_head, int sequence) {
    const int width = shape_.head_width;
    const auto position = static_cast<ptrdiff_t>(rows.positions[row]);
    float* key = qkv_ + ptrdiff_t(row) * qkv_stride_ + shape_.query_width() + ptrdiff_t(kv_head) * width;
    const int block = rows.block_table[ptrdiff_t(sequence) * rows.table_stride + position / kCacheBlock], slot = static_cast<int>(position % kCacheBlock);
    kernels_.rope(key, cos_.data() + position * (width / 2), sin_.data() + position * (width / 2), width);
    kernels_.round(key, local.key.data(), width);
    cache_.put_key(block, layer, kv_head, slot, local.key.data());
    kernels_.put_every_second(key + shape_.kv_width(), cache_.value(block, layer, kv_head, slot), width);
}

/// What the item will read of its last two blocks.
void FastDecoder::bring_near(int layer, const StepRows& rows, const AttentionItem& item) const {
    if (!item.alone) return;
    const int blocks = item.first_position / kCacheBlock + 1;
    for (int j = std::max(0, blocks - 2); j < blocks; j++) {
        const int block = rows.block_table[ptrdiff_t(item.sequence) * rows.table_stride + j];
        const Part part = part_of(std::min(kCacheBlock, item.first_position + 1 - j * kCacheBlock), shape_.heads / shape_.kv_heads);
        const PanelView keys = cache_.keys(block, layer, item.kv_head), values = cache_.values(block, layer, item.kv_head);
        for (int pair = 0; pair < shape_.head_width / 2; pair++)
            for (int p = 0; p < part.panels; p++) __builtin_prefetch(keys.data + pair * keys.pair_stride + p * keys.panel_stride, 0, 2);
        for (ptrdiff_t at = 0; at < part.pairs * values.pair_stride; at += 32) __builtin_prefetch(values.data + at, 0, 2);
    }
}

// The queries of a key/value head over some positions are the rows of one tile: (position, head) in that order.
void FastDecoder::attend(Local& local, int layer, const StepRows& rows, const AttentionItem& item) {
    const int width = shape_.head_width, group = shape_.heads / shape_.kv_heads, count = item.rows * group;
    float peak[kTileM], sum[kTileM], rescale[kTileM];
    int visible[kTileM];
    uint16_t* query = local.query.data();
    if (item.alone) {
        rotate_queries(item.first_row, item.kv_head, item.first_position, query);
        rotate_and_store(local, layer, rows, item.first_row, item.kv_head, item.sequence);
    }
    for (int i = 0; !item.alone && i < item.rows; i++)
        std::memcpy(query + ptrdiff_t(i) * group * width, queries_.half + ptrdiff_t(item.first_row + i) * queries_.stride + ptrdiff_t(item.kv_head) * group * width,
                    static_cast<size_t>(group * width) * sizeof(uint16_t));
    std::fill_n(peak, count, -3e38f);
    std::fill_n(sum, count, 0.0f);
    float* out = local.sums.data();
    const int keys = item.first_position + item.rows;
    for (int start = 0, j = 0; start < keys; start += kCacheBlock, j++) {
        const int block = rows.block_table[ptrdiff_t(item.sequence) * rows.table_stride + j];
        const Part part = part_of(std::min(kCacheBlock, keys - start), count);
        for (int r = 0; r < count; r++) visible[r] = std::min(kCacheBlock, item.first_position + r / group + 1 - start);
        kernels_.product(query, width, cache_.keys(block, layer, item.kv_head), local.scores.data(), kCacheBlock, count, part.panels, width / 2, false);
        kernels_.softmax(local.scores.data(), local.probabilities.data(), visible, count, 1.0f, peak, sum, rescale);
        if (j > 0)
            for (int r = 0; r < count; r++)
                if (rescale[r] != 1.0f) kernels_.scale(out + ptrdiff_t(r) * width, rescale[r], width);
        kernels_.product(local.probabilities.data(), kCacheBlock, cache_.values(block, layer, item.kv_head), out, width, count, width / 16, part.pairs, j > 0);
    }
    for (int r = 0; r < count; r++) {
        const ptrdiff_t at = ptrdiff_t(item.first_row + r / group) * attended_.stride + ptrdiff_t(item.kv_head * group + r % group) * width;
        kernels_.round_scaled(out + ptrdiff_t(r) * width, 1.0f / sum[r], attended_.half + at, width);
        if (attended_.full != nullptr) {
            kernels_.scale(out + ptrdiff_t(r) * width, 1.0f / sum[r], width);
            std::memcpy(attended_.full + at, out + ptrdiff_t(r) * width, static_cast<size_t>(width) * sizeof(float));
        }
    }
}

}  // namespace pn
