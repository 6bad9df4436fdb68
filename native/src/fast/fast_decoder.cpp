#include "fast/fast_decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace pn {
namespace {

/// int8 weights meet fp32 activations up to this many rows; above it they are widened to bf16 group by group.
constexpr int kFullRows = 4;

/// Rows that pass over a group of weights at once.
constexpr int kProductRows = 256;

int tile_positions(const DecoderShape& shape) { return std::max(1, kTileM / (shape.heads / shape.kv_heads)); }

int padded_rows(int rows) { return (rows + 15) / 16 * 16; }

}  // namespace

bool FastDecoder::serves(const DecoderShape& shape) {
    return fast_kernels() != nullptr && shape.linear == Precision::BFloat16 && shape.head == Precision::BFloat16 && shape.head_width % 32 == 0 &&
           shape.heads / shape.kv_heads <= kTileM;
}

FastDecoder::FastDecoder(const DecoderShape& shape, const float* cos, const float* sin)
    : kernels_(*fast_kernels()), shape_(shape), cache_(shape.blocks, shape.layers, shape.kv_heads, shape.head_width), team_(shape.threads),
      locals_(static_cast<size_t>(team_.threads())) {
    const size_t table = static_cast<size_t>(shape.context) * static_cast<size_t>(shape.head_width / 2);
    cos_.assign(cos, cos + table);
    sin_.assign(sin, sin + table);
}

void FastDecoder::step(const StepRows& rows, float* logits) {
    weights_.current();
    rows.check(shape_);
    const int wanted = rows.wanted_rows();
    prepare(rows, wanted);
    plan_attention(rows);
    embed(rows);
    team_.run([&](int rank) {
        kernels_.begin();
        walk(rank, rows, wanted, logits);
        kernels_.end();
    });
}

void FastDecoder::prepare(const StepRows& rows, int wanted) {
    const auto n = static_cast<size_t>(padded_rows(rows.rows));
    const int d = PanelWeight::padded(shape_.width), q = PanelWeight::padded(shape_.query_width()), f = PanelWeight::padded((shape_.feed_forward + 15) / 16 * 16);
    const size_t normed = n * static_cast<size_t>(d), attended = n * static_cast<size_t>(q), active = n * static_cast<size_t>(f);
    uint16_t* half = half_.at_least(normed + 2 * attended + active);
    const bool full = shape_.int8 && (rows.rows <= kFullRows || wanted <= kFullRows);
    float* wide = full ? full_.at_least(normed + attended + active) : nullptr;
    normed_ = {half, wide, d};
    attended_ = {half + normed, full ? wide + normed : nullptr, q};
    active_ = {half + normed + attended, full ? wide + normed + attended : nullptr, f};
    queries_ = {half + normed + attended + active, nullptr, q};
    x_.at_least(n * static_cast<size_t>(shape_.width));
    kept_x_.at_least(n * static_cast<size_t>(shape_.width));
    qkv_.at_least(n * static_cast<size_t>(shape_.query_width() + 2 * shape_.kv_width()));
    clear_padding(rows.rows);
    kept_rows_.clear();
    for (int i = 0; i < rows.rows; i++)
        if (rows.wanted[i] != 0) kept_rows_.push_back(i);
    for (Local& local : locals_) {
        const auto width = static_cast<size_t>(shape_.head_width);
        local.product.at_least(kProductRows * kGroup);
        local.scores.at_least(kTileM * kCacheBlock);
        local.sums.at_least(kTileM * width);
        local.query.at_least(kTileM * width);
        local.probabilities.at_least(kTileM * kCacheBlock);
        if (shape_.int8) local.widened.at_least(static_cast<size_t>(kGroup) * static_cast<size_t>(std::max({d, q, f})));
    }
}

// Elements beyond the feed-forward width meet weights of zero, which NaN would survive.
void FastDecoder::clear_padding(int rows) {
    const auto written = static_cast<size_t>((shape_.feed_forward + 15) / 16 * 16), rest = static_cast<size_t>(active_.stride) - written;
    for (int i = 0; rest > 0 && i < rows; i++) {
        const size_t at = static_cast<size_t>(i) * static_cast<size_t>(active_.stride) + written;
        std::fill_n(active_.half + at, rest, uint16_t(0));
        if (active_.full != nullptr) std::fill_n(active_.full + at, rest, 0.0f);
    }
}

void FastDecoder::plan_attention(const StepRows& rows) {
    const int positions = tile_positions(shape_);
    items_.clear();
    last_items_.clear();
    sequence_of_.resize(static_cast<size_t>(rows.rows));
    for (int s = 0; s < rows.sequences; s++) {
        const int begin = rows.row_start[s], end = rows.row_start[s + 1];
        for (int row = begin; row < end; row++) sequence_of_[static_cast<size_t>(row)] = s;
        for (int row = begin; row < end; row += positions)
            for (int head = 0; head < shape_.kv_heads; head++)
                items_.push_back({s, row, std::min(positions, end - row), head, static_cast<int>(rows.positions[row])});
        for (int row = begin; row < end; row++)
            for (int head = 0; rows.wanted[row] != 0 && head < shape_.kv_heads; head++)
                last_items_.push_back({s, row, 1, head, static_cast<int>(rows.positions[row])});
    }
    // Long ones first, so that no thread begins a long one when the others are done.
    std::stable_sort(items_.begin(), items_.end(), [](const AttentionItem& a, const AttentionItem& b) { return a.first_position + a.rows > b.first_position + b.rows; });
}

void FastDecoder::embed(const StepRows& rows) {
    const auto d = static_cast<size_t>(shape_.width);
    for (int i = 0; i < rows.rows; i++)
        std::memcpy(x_.data() + static_cast<size_t>(i) * d, weights_.current().embedding() + static_cast<size_t>(rows.tokens[i]) * d, d * sizeof(float));
}

void FastDecoder::walk(int rank, const StepRows& rows, int wanted, float* logits) {
    const FastWeights& weights = weights_.current();
    const FastKernels& k = kernels_;
    const int d = shape_.width, all = shape_.query_width() + 2 * shape_.kv_width(), f = shape_.feed_forward, v = shape_.vocabulary;
    int count = rows.rows;
    auto add_to_x = [&](const PanelWeight& w) {
        return [&, this](int group, int row, int n, const float* product) {
            const int column = group * kGroup, columns = std::min(kGroup, d - column);
            for (int i = 0; i < n; i++) k.add_scaled(x_.data() + ptrdiff_t(row + i) * d + column, product + i * kGroup, w.scale(group), w.bias(group), columns);
        };
    };
    for (int index = 0; index < shape_.layers; index++) {
        const FastLayer& layer = weights.layer(index);
        const bool last = index == shape_.layers - 1;
        norm(layer.attention_norm.data(), count, layer.qkv.padded_k());
        multiply(rank, layer.qkv, normed_, count, [&](int group, int row, int n, const float* product) {
            const int column = group * kGroup, columns = std::min(kGroup, all - column);
            for (int i = 0; i < n; i++)
                k.put_scaled(qkv_.data() + ptrdiff_t(row + i) * all + column, product + i * kGroup, layer.qkv.scale(group), layer.qkv.bias(group), columns);
        });
        rotate_and_store(rank, index, rows);
        const std::vector<AttentionItem>& items = last ? last_items_ : items_;
        team_.share(static_cast<int>(items.size()), 1, [&](int begin, int end) {
            for (int i = begin; i < end; i++) attend(locals_[static_cast<size_t>(rank)], index, rows, items[static_cast<size_t>(i)]);
        });
        // Nothing reads the last layer's output of a row without logits.
        if (last && wanted < count) {
            if (wanted == 0) return;
            if (rank == 0) narrow(rows);
            team_.barrier();
            count = wanted;
        }
        multiply(rank, layer.out, attended_, count, add_to_x(layer.out));
        norm(layer.ffn_norm.data(), count, layer.gate_up.padded_k());
        multiply(rank, layer.gate_up, normed_, count, [&](int group, int row, int n, const float* product) {
            alignas(64) float both[kGroup];
            const int column = group * 16;
            if (column >= f) return;
            for (int i = 0; i < n; i++) {
                const ptrdiff_t at = ptrdiff_t(row + i) * active_.stride + column;
                k.put_scaled(both, product + i * kGroup, layer.gate_up.scale(group), layer.gate_up.bias(group), kGroup);
                k.swiglu16(both, active_.half + at, active_.full != nullptr ? active_.full + at : nullptr);
            }
        });
        multiply(rank, layer.down, active_, count, add_to_x(layer.down));
    }
    norm(weights.final_norm(), count, weights.head().padded_k());
    multiply(rank, weights.head(), normed_, count, [&](int group, int row, int n, const float* product) {
        const int column = group * kGroup, columns = std::min(kGroup, v - column);
        for (int i = 0; i < n; i++)
            k.put_scaled(logits + ptrdiff_t(row + i) * v + column, product + i * kGroup, weights.head().scale(group), nullptr, columns);
    });
}

void FastDecoder::norm(const float* weight, int rows, int padded) {
    team_.share(rows, std::max(1, rows / 16), [&](int begin, int end) {
        for (int i = begin; i < end; i++) {
            const ptrdiff_t at = ptrdiff_t(i) * normed_.stride;
            kernels_.norm(x_.data() + ptrdiff_t(i) * shape_.width, weight, normed_.half + at, normed_.full != nullptr ? normed_.full + at : nullptr, shape_.width,
                          padded, shape_.epsilon);
        }
    });
}

template <class Put>
void FastDecoder::multiply(int rank, const PanelWeight& w, const Activations& x, int rows, Put&& put) {
    Local& local = locals_[static_cast<size_t>(rank)];
    const int pairs = w.padded_k() / 2;
    float* product = local.product.data();
    const bool int8 = w.format() == WeightFormat::Int8, few = int8 && rows <= kFullRows;
    team_.share(w.groups(), std::max(1, w.groups() / (8 * team_.threads())), [&](int begin, int end) {
        for (int g = begin; g < end; g++) {
            if (few) {
                kernels_.product_int8(x.full, x.stride, w.group_int8(g), product, kGroup, rows, pairs);
                put(g, 0, rows, product);
                continue;
            }
            PanelView panels = int8 ? PanelView{local.widened.data(), 2 * kGroup, kGroup} : w.group(g);
            if (int8) kernels_.widen_int8(w.group_int8(g), local.widened.data(), pairs);
            for (int row = 0; row < rows; row += kProductRows) {
                const int n = std::min(kProductRows, rows - row);
                kernels_.product(x.half + ptrdiff_t(row) * x.stride, x.stride, panels, product, kGroup, n, 2, pairs, false);
                put(g, row, n, product);
            }
        }
    });
}

void FastDecoder::rotate_and_store(int rank, int layer, const StepRows& rows) {
    const int q = shape_.query_width(), kv = shape_.kv_width(), width = shape_.head_width, all = q + 2 * kv;
    uint16_t* key = locals_[static_cast<size_t>(rank)].query.data();
    uint16_t* value = key + width;
    team_.share(rows.rows, std::max(1, rows.rows / 16), [&](int begin, int end) {
        for (int i = begin; i < end; i++) {
            float* x = qkv_.data() + ptrdiff_t(i) * all;
            const auto position = static_cast<ptrdiff_t>(rows.positions[i]);
            const float *cos = cos_.data() + position * (width / 2), *sin = sin_.data() + position * (width / 2);
            for (int h = 0; h < shape_.heads + shape_.kv_heads; h++) kernels_.rope(x + h * width, cos, sin, width);
            kernels_.round_scaled(x, shape_.scale, queries_.half + ptrdiff_t(i) * queries_.stride, q);
            const int s = sequence_of_[static_cast<size_t>(i)];
            const int block = rows.block_table[ptrdiff_t(s) * rows.table_stride + position / kCacheBlock], slot = static_cast<int>(position % kCacheBlock);
            for (int h = 0; h < shape_.kv_heads; h++) {
                kernels_.round(x + q + h * width, key, width);
                kernels_.round(x + q + kv + h * width, value, width);
                cache_.put(block, layer, h, slot, key, value);
            }
        }
    });
}

// The queries of a key/value head over some positions are the rows of one tile: (position, head) in that order.
void FastDecoder::attend(Local& local, int layer, const StepRows& rows, const AttentionItem& item) {
    const int width = shape_.head_width, group = shape_.heads / shape_.kv_heads, count = item.rows * group;
    float peak[kTileM], sum[kTileM], rescale[kTileM];
    int visible[kTileM];
    uint16_t* query = local.query.data();
    for (int i = 0; i < item.rows; i++)
        std::memcpy(query + ptrdiff_t(i) * group * width, queries_.half + ptrdiff_t(item.first_row + i) * queries_.stride + ptrdiff_t(item.kv_head) * group * width,
                    static_cast<size_t>(group * width) * sizeof(uint16_t));
    std::fill_n(peak, count, -3e38f);
    std::fill_n(sum, count, 0.0f);
    float* out = local.sums.data();
    const int keys = item.first_position + item.rows;
    for (int start = 0, j = 0; start < keys; start += kCacheBlock, j++) {
        const int block = rows.block_table[ptrdiff_t(item.sequence) * rows.table_stride + j];
        const int most = std::min(kCacheBlock, keys - start), panels = (most + 31) / 32 * 2;
        for (int r = 0; r < count; r++) visible[r] = std::min(kCacheBlock, item.first_position + r / group + 1 - start);
        kernels_.product(query, width, cache_.keys(block, layer, item.kv_head), local.scores.data(), kCacheBlock, count, panels, width / 2, false);
        kernels_.softmax(local.scores.data(), local.probabilities.data(), visible, count, 1.0f, peak, sum, rescale);
        if (j > 0)
            for (int r = 0; r < count; r++)
                if (rescale[r] != 1.0f) kernels_.scale(out + ptrdiff_t(r) * width, rescale[r], width);
        const PanelView values = cache_.values(block, layer, item.kv_head);
        for (int p = 0; p < width / 16; p += 2)
            kernels_.product(local.probabilities.data(), kCacheBlock, {values.data + p * values.panel_stride, values.pair_stride, values.panel_stride}, out + 16 * p, width,
                             count, 2, panels * 8, j > 0);
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

// Brings the rows with logits to the front, in order.
void FastDecoder::narrow(const StepRows&) {
    const auto d = static_cast<size_t>(shape_.width), q = static_cast<size_t>(attended_.stride);
    for (size_t to = 0; to < kept_rows_.size(); to++) {
        const auto from = static_cast<size_t>(kept_rows_[to]);
        std::memmove(x_.data() + to * d, x_.data() + from * d, d * sizeof(float));
        std::memmove(attended_.half + to * q, attended_.half + from * q, q * sizeof(uint16_t));
        if (attended_.full != nullptr) std::memmove(attended_.full + to * q, attended_.full + from * q, q * sizeof(float));
    }
}

}  // namespace pn
