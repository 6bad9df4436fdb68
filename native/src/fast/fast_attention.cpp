// The attention of the fast decode step: which thread takes what, new keys and values, softmax over the cache.
#include <algorithm>
#include <cstring>

#include "fast/fast_decoder.h"

namespace pn {
namespace {

int tile_positions(const DecoderShape& shape) { return std::max(1, kTileM / (shape.heads / shape.kv_heads)); }

/// Positions whose keys share cache lines.
constexpr int kSlots = 16;

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
    runs_.clear();
    for (int s = 0; s < rows.sequences; s++) {
        const int begin = rows.row_start[s], end = rows.row_start[s + 1];
        const bool alone = end - begin == 1 && rows.wanted[begin] != 0;
        for (int row = begin, n; !alone && row < end; row += n) {
            const auto position = static_cast<int>(rows.positions[row]);
            n = std::min(end - row, kSlots - position % kSlots);
            runs_.push_back({s, row, n, position});
        }
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

const float* FastDecoder::cos_at(int position) const { return cos_.data() + static_cast<ptrdiff_t>(position) * (shape_.head_width / 2); }
const float* FastDecoder::sin_at(int position) const { return sin_.data() + static_cast<ptrdiff_t>(position) * (shape_.head_width / 2); }

/// The key and value of `n` rows and one head, rotated and rounded, into the cache.
void FastDecoder::store(Local& local, int layer, const StepRows& rows, const Run& run, int kv_head) {
    const int width = shape_.head_width, block = rows.block_table[ptrdiff_t(run.sequence) * rows.table_stride + run.position / kCacheBlock], slot = run.position % kCacheBlock;
    const float* key = qkv_ + ptrdiff_t(run.first_row) * qkv_stride_ + shape_.query_width() + ptrdiff_t(kv_head) * width;
    for (int i = 0; i < run.rows; i++)
        kernels_.rope(key + i * ptrdiff_t(qkv_stride_), cos_at(run.position + i), sin_at(run.position + i), 1.0f, local.key.data() + ptrdiff_t(slot % kSlots + i) * width, 1, width);
    kernels_.put_keys(local.key.data(), cache_.key_block(block, layer, kv_head), slot, run.rows, width);
    kernels_.put_values(key + shape_.kv_width(), qkv_stride_, cache_.value_block(block, layer, kv_head), slot, run.rows, width);
}

/// Rotates and rounds the queries of some rows and stores their keys and values.
void FastDecoder::rotate_and_store(Local& local, int layer, const StepRows& rows, const Run& run) {
    for (int i = 0; i < run.rows; i++) {
        const int row = run.first_row + i;
        kernels_.rope(qkv_ + ptrdiff_t(row) * qkv_stride_, cos_at(run.position + i), sin_at(run.position + i), shape_.scale, queries_.half + ptrdiff_t(row) * queries_.stride,
                      shape_.heads, shape_.head_width);
    }
    for (int head = 0; head < shape_.kv_heads; head++) store(local, layer, rows, run, head);
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
        const ptrdiff_t at = ptrdiff_t(item.first_row) * qkv_stride_ + ptrdiff_t(item.kv_head) * group * width;
        kernels_.rope(qkv_ + at, cos_at(item.first_position), sin_at(item.first_position), shape_.scale, query, group, width);
        store(local, layer, rows, {item.sequence, item.first_row, 1, item.first_position}, item.kv_head);
    }
    for (int i = 0; !item.alone && i < item.rows; i++)
        std::memcpy(query + ptrdiff_t(i) * group * width, queries_.half + ptrdiff_t(item.first_row + i) * queries_.stride + ptrdiff_t(item.kv_head) * group * width,
                    static_cast<size_t>(group * width) * sizeof(uint16_t));
    std::fill_n(peak, count, -3e38f);
    std::fill_n(sum, count, 0.0f);
    float* out = local.sums.data();
    const int keys = item.first_position + item.rows;
    float* scores = local.scores.data();
    auto* p = reinterpret_cast<uint16_t*>(scores);   // probabilities take the place of their scores
    for (int start = 0; start < keys; start += kSpan) {
        const int32_t* table = rows.block_table + ptrdiff_t(item.sequence) * rows.table_stride + start / kCacheBlock;
        const int in_span = std::min(kSpan, keys - start), blocks = (in_span + kCacheBlock - 1) / kCacheBlock;
        const auto part = [&](int b) { return part_of(std::min(kCacheBlock, in_span - b * kCacheBlock), count); };
        for (int b = 0; b < blocks; b++)
            kernels_.product(query, width, cache_.keys(table[b], layer, item.kv_head), scores + b * kCacheBlock, kScoreStride, count, part(b).panels, width / 2, false);
        for (int r = 0; r < count; r++) visible[r] = item.first_position + r / group + 1 - start;
        const int columns = (blocks - 1) * kCacheBlock + (2 * part(blocks - 1).pairs + 15) / 16 * 16;
        kernels_.softmax(scores, p, kScoreStride, visible, count, columns, peak, sum, rescale);
        for (int r = 0; start > 0 && r < count; r++)
            if (rescale[r] != 1.0f) kernels_.scale(out + ptrdiff_t(r) * width, rescale[r], width);
        for (int b = 0; b < blocks; b++)
            kernels_.product(p + b * kCacheBlock, 2 * kScoreStride, cache_.values(table[b], layer, item.kv_head), out, width, count, width / 16, part(b).pairs, start + b > 0);
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
