#include "fast/float_decoder.h"

#include <omp.h>

#include <algorithm>
#include <cstring>

namespace pn {
namespace {

/// Rows that pass over all groups of a weight before the next ones do: with a group they stay in the second-level cache.
constexpr int kBlockRows = 16 * kFloatRows;

/// How far ahead of itself a product asks for weights that it reads once, in rows of a group.
constexpr ptrdiff_t kAhead = 24;

/// Rows of a sequence that one thread attends to at once.
constexpr int kItemRows = 64;

/// The kernels' own parallel regions stay on their thread while a team's thread calls them.
class OneThread {
public:
    OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
    ~OneThread() { omp_set_num_threads(before_); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

private:
    int before_;
};

}  // namespace

bool FloatDecoder::serves(const DecoderShape& shape) {
    return float_kernels() != nullptr && shape.linear == Precision::Float32 && shape.head == Precision::Float32 && !shape.int8;
}

FloatDecoder::FloatDecoder(const DecoderShape& shape, const float* cos, const float* sin)
    : products_(*float_kernels()), kernels_(kernels()), shape_(shape), cache_(shape.blocks, shape.layers, shape.kv_heads, shape.head_width), team_(shape.threads) {
    const size_t table = static_cast<size_t>(shape.context) * static_cast<size_t>(shape.head_width / 2);
    cos_.assign(cos, cos + table);
    sin_.assign(sin, sin + table);
}

void FloatDecoder::step(const StepRows& rows, float* logits) {
    const FloatWeights& weights = weights_.current();
    rows.check(shape_);
    prepare(rows);
    plan(rows);
    const auto d = static_cast<size_t>(shape_.width);
    for (int i = 0; i < rows.rows; i++) std::memcpy(x_ + static_cast<size_t>(i) * d, weights.embedding() + static_cast<size_t>(rows.tokens[i]) * d, d * sizeof(float));
    const int wanted = rows.wanted_rows();
    team_.run([&](int rank) {
        const OneThread alone;
        walk(rank, rows, wanted, logits);
    });
}

void FloatDecoder::prepare(const StepRows& rows) {
    const auto n = static_cast<size_t>(rows.rows), d = static_cast<size_t>(shape_.width), q = static_cast<size_t>(shape_.query_width());
    const size_t all = q + 2 * static_cast<size_t>(shape_.kv_width()), f = static_cast<size_t>(shape_.feed_forward);
    x_ = memory_.at_least(n * (2 * d + all + q + f));
    normed_ = x_ + n * d;
    qkv_ = normed_ + n * d;
    attended_ = qkv_ + n * all;
    active_ = attended_ + n * q;
}

void FloatDecoder::plan(const StepRows& rows) {
    stored_.clear();
    items_.clear();
    last_items_.clear();
    kept_rows_.clear();
    for (int s = 0; s < rows.sequences; s++) {
        const int begin = rows.row_start[s], end = rows.row_start[s + 1];
        const bool alone = end - begin == 1 && rows.wanted[begin] != 0;
        const auto until = [&](int row) { return static_cast<int32_t>(rows.positions[row] + 1); };
        for (int head = 0; head < shape_.kv_heads; head++) {
            if (!alone) stored_.push_back({{begin, end}, rows.context[s], s, head, false});
            for (int row = begin; row < end; row += kItemRows) {
                const int next = std::min(end, row + kItemRows);
                items_.push_back({{row, next}, until(next - 1), s, head, alone});
            }
            for (int row = begin; row < end; row++)
                if (rows.wanted[row] != 0) last_items_.push_back({{row, row + 1}, until(row), s, head, alone});
        }
        for (int row = begin; row < end; row++)
            if (rows.wanted[row] != 0) kept_rows_.push_back(row);
    }
    // Long ones first, so that no thread begins a long one when the others are done.
    std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
        return int64_t(a.context) * (a.row_start[1] - a.row_start[0]) > int64_t(b.context) * (b.row_start[1] - b.row_start[0]);
    });
}

void FloatDecoder::walk(int rank, const StepRows& rows, int wanted, float* logits) {
    const FloatWeights& weights = weights_.current();
    const FloatKernels& p = products_;
    const int d = shape_.width, all = shape_.query_width() + 2 * shape_.kv_width(), f = shape_.feed_forward, v = shape_.vocabulary;
    int count = rows.rows;
    const auto add_to_x = [&](const FloatPanels& w) {
        return [&, this](int group, int row, int n, const float* product) {
            const int column = group * kFloatGroup;
            p.add(x_ + ptrdiff_t(row) * d + column, d, product, w.bias(group), n, std::min(kFloatGroup, d - column));
        };
    };
    for (int index = 0; index < shape_.layers; index++) {
        const FloatLayer& layer = weights.layer(index);
        const bool last = index == shape_.layers - 1;
        norm(layer.attention_norm.data(), count);
        multiply(rank, layer.qkv, normed_, count, [&](int group, int row, int n, const float* product) {
            const int column = group * kFloatGroup;
            p.put(qkv_ + ptrdiff_t(row) * all + column, all, product, layer.qkv.bias(group), n, std::min(kFloatGroup, all - column));
        });
        if (!stored_.empty())
            team_.share(static_cast<int>(stored_.size()), 1, [&](int begin, int end) {
                for (int i = begin; i < end; i++) store(view(index, rows, stored_[static_cast<size_t>(i)]), rows, stored_[static_cast<size_t>(i)]);
            });
        const std::vector<Item>& items = last ? last_items_ : items_;
        team_.share(static_cast<int>(items.size()), 1, [&](int begin, int end) {
            for (int i = begin; i < end; i++) attend(index, rows, items[static_cast<size_t>(i)]);
        });
        // Nothing reads the last layer's output of a row without logits.
        if (last && wanted < count) {
            if (wanted == 0) return;
            if (rank == 0) narrow();
            team_.barrier();
            count = wanted;
        }
        multiply(rank, layer.out, attended_, count, add_to_x(layer.out));
        norm(layer.ffn_norm.data(), count);
        multiply(rank, layer.gate_up, normed_, count, [&](int group, int row, int n, const float* product) {
            const int column = group * 16;
            p.swiglu(active_ + ptrdiff_t(row) * f + column, f, product, layer.gate_up.bias(group), n, std::min(16, f - column));
        });
        multiply(rank, layer.down, active_, count, add_to_x(layer.down));
    }
    norm(weights.final_norm(), count);
    multiply(rank, weights.head(), normed_, count, [&](int group, int row, int n, const float* product) {
        const int column = group * kFloatGroup;
        p.put(logits + ptrdiff_t(row) * v + column, v, product, nullptr, n, std::min(kFloatGroup, v - column));
    });
}

void FloatDecoder::norm(const float* weight, int rows) {
    team_.share(rows, std::max(1, rows / (4 * team_.threads())), [&](int begin, int end) {
        const ptrdiff_t at = ptrdiff_t(begin) * shape_.width;
        kernels_.rms_forward(x_ + at, weight, normed_ + at, nullptr, end - begin, shape_.width, shape_.epsilon);
    });
}

template <class Put>
void FloatDecoder::multiply(int rank, const FloatPanels& w, const float* x, int rows, Put&& put) {
    const int k = w.k(), groups = w.groups(), blocks = (rows + kBlockRows - 1) / kBlockRows;
    team_.walk(rank, blocks * groups, [&](int item) {
        alignas(64) float product[kFloatRows * kFloatGroup];
        const int g = item % groups, first = item / groups * kBlockRows, end = std::min(rows, first + kBlockRows);
        const int tiles = (end - first + kFloatRows - 1) / kFloatRows;
        const float* group = w.group(g);
        // The next group of this thread, or of the next weight, follows in memory: each of several tiles brings a part of it near.
        const ptrdiff_t step = (kFloatGroup * ptrdiff_t(sizeof(float)) + tiles - 1) / tiles;
        const char* ahead = reinterpret_cast<const char*>(group + kFloatGroup * (tiles > 1 ? k : kAhead));
        for (int row = first, left = tiles; left > 0; left--, ahead += step * k) {
            const int n = (end - row + left - 1) / left;
            products_.product(x + ptrdiff_t(row) * k, k, group, product, n, k, ahead, step);
            put(g, row, n, product);
            row += n;
        }
    });
}

/// One sequence and one key/value head of the cache.
CacheView FloatDecoder::view(int layer, const StepRows& rows, const Item& item) const {
    const ptrdiff_t head = ptrdiff_t(item.kv_head) * shape_.head_width * kCacheBlock;
    return {cache_.keys(layer) + head, cache_.values(layer) + head, cache_.block_stride(), rows.block_table + ptrdiff_t(item.sequence) * rows.table_stride,
            rows.table_stride,         item.row_start,              &item.context,         1,
            1,                         shape_.head_width};
}

void FloatDecoder::store(const CacheView& view, const StepRows& rows, const Item& item) {
    const int width = shape_.head_width, stride = shape_.query_width() + 2 * shape_.kv_width(), first = item.row_start[0];
    float* keys = qkv_ + shape_.query_width() + ptrdiff_t(item.kv_head) * width;
    float* own = keys + ptrdiff_t(first) * stride;
    kernels_.rope(own, stride, own, stride, rows.positions + first, cos_.data(), sin_.data(), item.row_start[1] - first, 1, width, 1.0f);
    kernels_.kv_append(view, keys, stride, keys + shape_.kv_width(), stride);
}

void FloatDecoder::attend(int layer, const StepRows& rows, const Item& item) {
    const CacheView cache = view(layer, rows, item);
    if (item.alone) store(cache, rows, item);
    const int group = shape_.heads / shape_.kv_heads, q = shape_.query_width(), stride = q + 2 * shape_.kv_width(), first = item.row_start[0];
    const ptrdiff_t head = ptrdiff_t(item.kv_head) * group * shape_.head_width;
    float* queries = qkv_ + head;
    float* own = queries + ptrdiff_t(first) * stride;
    kernels_.rope(own, stride, own, stride, rows.positions + first, cos_.data(), sin_.data(), item.row_start[1] - first, group, shape_.head_width, 1.0f);
    kernels_.attention_cached(cache, queries, stride, attended_ + head, q, group, shape_.scale);
}

/// Brings the rows with logits to the front, in order.
void FloatDecoder::narrow() {
    const auto d = static_cast<size_t>(shape_.width), q = static_cast<size_t>(shape_.query_width());
    for (size_t to = 0; to < kept_rows_.size(); to++) {
        const auto from = static_cast<size_t>(kept_rows_[to]);
        std::memmove(x_ + to * d, x_ + from * d, d * sizeof(float));
        std::memmove(attended_ + to * q, attended_ + from * q, q * sizeof(float));
    }
}

}  // namespace pn
