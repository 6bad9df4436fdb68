#include "fast/fast_decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "fast/deal.h"

namespace pn {
namespace {

/// Up to so many rows every thread makes their norms for itself, which takes less time than waiting for others.
constexpr int kOwnNorms = 4;

/// Of the attention of a layer whose keys and values are brought near before its first product.
constexpr int kNearItems = 2;

/// From so many logits on they are written past the caches, which would not keep them.
constexpr ptrdiff_t kFarLogits = 1 << 19;

/// From this size the system gives memory in huge pages (block_cache.h), without which a product waits for address translation.
constexpr size_t kHugePage = size_t{2} << 20;

int padded_rows(int rows) { return (rows + 15) / 16 * 16; }

/// An odd number of cache lines, so that the rows of a tile spread over the sets of the first-level cache.
int row_stride(int elements, int per_line) { return ((elements + per_line - 1) / per_line | 1) * per_line; }

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
    const int d = row_stride(PanelWeight::padded(shape_.width), 32), q = row_stride(PanelWeight::padded(shape_.query_width()), 32);
    const int f = row_stride(PanelWeight::padded((shape_.feed_forward + 15) / 16 * 16), 32);
    x_stride_ = row_stride(shape_.width, 16);
    qkv_stride_ = row_stride(shape_.query_width() + 2 * shape_.kv_width(), 16);
    const size_t normed = n * static_cast<size_t>(d), attended = n * static_cast<size_t>(q), active = n * static_cast<size_t>(f);
    const size_t x = n * static_cast<size_t>(x_stride_), qkv = n * static_cast<size_t>(qkv_stride_);
    const bool full = shape_.int8 && (rows.rows <= kIntegerRows || wanted <= kIntegerRows);
    uint16_t* half = half_.at_least(std::max(normed + 2 * attended + active, kHugePage / sizeof(uint16_t)));
    x_ = floats_.at_least(std::max(x + qkv + (full ? normed + attended + active : 0), kHugePage / sizeof(float)));
    qkv_ = x_ + x;
    float* wide = qkv_ + qkv;
    normed_ = {half, full ? wide : nullptr, d};
    attended_ = {half + normed, full ? wide + normed : nullptr, q};
    active_ = {half + normed + attended, full ? wide + normed + attended : nullptr, f};
    queries_ = {half + normed + attended + active, nullptr, q};
    clear_padding(rows.rows);
    kept_rows_.clear();
    for (int i = 0; i < rows.rows; i++)
        if (rows.wanted[i] != 0) kept_rows_.push_back(i);
    for (Local& local : locals_) {
        const auto width = static_cast<size_t>(shape_.head_width);
        local.product.at_least(kTileM * kGroup);
        local.scores.at_least(kTileM * kScoreStride);
        local.sums.at_least(kTileM * width);
        local.query.at_least(kTileM * width);
        local.key.at_least(16 * width);
        local.normed_half.at_least(16 * static_cast<size_t>(d));
        if (!shape_.int8) continue;
        local.normed_full.at_least(kOwnNorms * static_cast<size_t>(d));
        const auto longest = static_cast<size_t>(std::max({d, q, f}));
        local.widened.at_least(kGroup * longest);
        local.high.at_least(kIntegerRows * longest);
        local.low.at_least(kIntegerRows * longest);
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

void FastDecoder::embed(const StepRows& rows) {
    const auto d = static_cast<size_t>(shape_.width);
    for (int i = 0; i < rows.rows; i++)
        std::memcpy(x_ + static_cast<ptrdiff_t>(i) * x_stride_, weights_.current().embedding() + static_cast<size_t>(rows.tokens[i]) * d, d * sizeof(float));
}

void FastDecoder::walk(int rank, const StepRows& rows, int wanted, float* logits) {
    const FastWeights& weights = weights_.current();
    const FastKernels& k = kernels_;
    const int d = shape_.width, all = shape_.query_width() + 2 * shape_.kv_width(), f = shape_.feed_forward, v = shape_.vocabulary;
    Local& local = locals_[static_cast<size_t>(rank)];
    int count = rows.rows;
    const auto add_to_x = [&](const PanelWeight& w) {
        return [&, this](int group, int row, int n, const float* product) {
            const int column = group * kGroup;
            k.add_tile(x_ + ptrdiff_t(row) * x_stride_ + column, x_stride_, product, w.affine(group), n, std::min(kGroup, d - column));
        };
    };
    for (int index = 0; index < shape_.layers; index++) {
        const FastLayer& layer = weights.layer(index);
        const bool last = index == shape_.layers - 1;
        const std::vector<AttentionItem>& items = last ? last_items_ : items_;
        const int item_count = static_cast<int>(items.size()), part_begin = team_.part_begin(rank, item_count), part_end = team_.part_begin(rank + 1, item_count);
        for (int i = part_begin; i < std::min(part_end, part_begin + kNearItems); i++) bring_near(index, rows, items[static_cast<size_t>(i)]);
        Activations normed = norm(rank, layer.attention_norm.data(), count, layer.qkv.padded_k());
        multiply(rank, {layer.qkv, &layer.out}, normed, count, [&](int group, int row, int n, const float* product) {
            const int column = group * kGroup;
            k.put_tile(qkv_ + ptrdiff_t(row) * qkv_stride_ + column, qkv_stride_, product, layer.qkv.affine(group), n, std::min(kGroup, all - column));
        });
        if (!runs_.empty())
            team_.walk(rank, static_cast<int>(runs_.size()), [&](int i) { rotate_and_store(local, index, rows, runs_[static_cast<size_t>(i)]); });
        team_.walk(
            rank, item_count,
            [&](int i) {
                if (i + 1 < part_end) bring_near(index, rows, items[static_cast<size_t>(i + 1)]);
                attend(local, index, rows, items[static_cast<size_t>(i)]);
            },
            nearing(&layer.out, count, team_, rank));
        // Nothing reads the last layer's output of a row without logits.
        if (last && wanted < count) {
            if (wanted == 0) return;
            if (rank == 0) narrow(rows);
            team_.barrier();
            count = wanted;
        }
        multiply(rank, {layer.out, &layer.gate_up}, attended_, count, add_to_x(layer.out));
        normed = norm(rank, layer.ffn_norm.data(), count, layer.gate_up.padded_k());
        multiply(rank, {layer.gate_up, &layer.down}, normed, count, [&](int group, int row, int n, const float* product) {
            const int column = group * 16;
            if (column >= f) return;
            const ptrdiff_t at = ptrdiff_t(row) * active_.stride + column;
            k.swiglu_tile(active_.half + at, active_.full != nullptr ? active_.full + at : nullptr, active_.stride, product, layer.gate_up.affine(group), n);
        });
        multiply(rank, {layer.down, last ? &weights.head() : &weights.layer(index + 1).qkv}, active_, count, add_to_x(layer.down));
    }
    const Activations normed = norm(rank, weights.final_norm(), count, weights.head().padded_k());
    const bool far = reinterpret_cast<uintptr_t>(logits) % 64 == 0 && v % 16 == 0 && ptrdiff_t(count) * v >= kFarLogits;
    const auto put_logits = far ? k.put_tile_far : k.put_tile;
    multiply(rank, {weights.head(), nullptr}, normed, count, [&](int group, int row, int n, const float* product) {
        const int column = group * kGroup;
        put_logits(logits + ptrdiff_t(row) * v + column, v, product, weights.head().affine(group), n, std::min(kGroup, v - column));
    });
}

Activations FastDecoder::norm(int rank, const float* weight, int rows, int padded) {
    const auto make = [&](const Activations& to, int i) {
        const ptrdiff_t at = ptrdiff_t(i) * to.stride;
        kernels_.norm(x_ + ptrdiff_t(i) * x_stride_, weight, to.half + at, to.full != nullptr ? to.full + at : nullptr, shape_.width, padded, shape_.epsilon);
    };
    if (rows <= kOwnNorms) {
        const Local& local = locals_[static_cast<size_t>(rank)];
        const Activations own{local.normed_half.data(), normed_.full != nullptr ? local.normed_full.data() : nullptr, normed_.stride};
        for (int i = 0; i < rows; i++) make(own, i);
        return own;
    }
    constexpr int kChunk = 8;
    team_.walk(rank, (rows + kChunk - 1) / kChunk, [&](int chunk) {
        for (int i = chunk * kChunk; i < std::min(rows, (chunk + 1) * kChunk); i++) make(normed_, i);
    });
    return normed_;
}

template <class Put>
void FastDecoder::multiply_few(int rank, Weights w, const Activations& x, int rows, Put&& put) {
    Local& local = locals_[static_cast<size_t>(rank)];
    const PanelWeight& weight = w.now;
    const int k = weight.padded_k(), groups = weight.groups();
    const bool int8 = weight.format() == WeightFormat::Int8;
    float steps[kIntegerRows];
    for (int r = 0; int8 && r < rows; r++)
        steps[r] = kernels_.to_integers(x.full + ptrdiff_t(r) * x.stride, local.high.data() + ptrdiff_t(r) * k, local.low.data() + ptrdiff_t(r) * k, k);
    const int streams = streams_of(groups, int8 ? integer_streams(rows) : kStreams, team_.threads());
    const int items = (groups + streams - 1) / streams, last = team_.part_begin(rank + 1, items) - 1;
    const auto at = [](const PanelWeight& from, int group) { return NextGroups{from.memory(group).data, from.memory(group).bytes}; };
    float* product = local.product.data();
    const auto pass_over = [&](int item) {
        const NextGroups then = item == last && w.next != nullptr ? at(*w.next, first_group(*w.next, rows, team_, rank)) : at(weight, std::min((item + 1) * streams, groups - 1));
        const int first = item * streams, count = std::min(streams, groups - first);
        if (int8) kernels_.product_int8({local.high.data(), local.low.data(), k, steps}, weight.group_int8(first), weight.apart(), count, then, product, rows, k);
        else kernels_.product_few(x.half, x.stride, weight.group(first), weight.apart(), count, then, product, rows, k / 2);
        for (int i = 0; i < count; i++) put(first + i, 0, rows, product + i * rows * kGroup);
    };
    team_.walk(rank, items, pass_over, nearing(w.next, rows, team_, rank));
}

template <class Put>
void FastDecoder::multiply(int rank, Weights w, const Activations& x, int rows, Put&& put) {
    Local& local = locals_[static_cast<size_t>(rank)];
    const PanelWeight& weight = w.now;
    const int k = weight.padded_k(), groups = weight.groups();
    float* product = local.product.data();
    const bool int8 = weight.format() == WeightFormat::Int8;
    if (rows <= (int8 ? kIntegerRows : kFewRows)) return multiply_few(rank, w, x, rows, put);
    const Deal deal = deal_of(rows, k, groups, team_.threads());
    const int part_end = team_.part_begin(rank + 1, deal.items());
    const auto pass_over = [&](int item) {
        const int g = item % groups, first = item / groups * deal.block_rows, end = std::min(rows, first + deal.block_rows);
        Ahead ahead;
        if (item + 1 < part_end) ahead = weight.memory((g + 1) % groups);
        else if (item + 1 == part_end && w.next != nullptr) ahead = w.next->memory(first_group(*w.next, rows, team_, rank));
        const PanelView panels = int8 ? PanelView{local.widened.data(), 2 * kGroup, kGroup} : weight.group(g);
        if (int8) kernels_.widen_int8(weight.group_int8(g).values, local.widened.data(), k);
        // A few rows at a time: what becomes of them overlaps with the product of the next ones.
        const int passes = (end - first + kTileM - 1) / kTileM;
        const ptrdiff_t share = (ahead.bytes / 64 + passes - 1) / std::max(1, passes) * 64;
        for (int pass = 0; pass < passes; pass++) {
            const int row = first + pass * kTileM, n = std::min(kTileM, end - row);
            const ptrdiff_t from = std::min(pass * share, ahead.bytes);
            kernels_.product_ahead(x.half + ptrdiff_t(row) * x.stride, x.stride, panels, product, kGroup, n, 2, k / 2, false,
                                   {static_cast<const char*>(ahead.data) + from, std::min(share, ahead.bytes - from), rows > kTileM});
            put(g, row, n, product);
        }
    };
    team_.walk(rank, deal.items(), pass_over, nearing(w.next, rows, team_, rank));
}

// Brings the rows with logits to the front, in order.
void FastDecoder::narrow(const StepRows&) {
    const auto d = static_cast<size_t>(x_stride_), q = static_cast<size_t>(attended_.stride);
    for (size_t to = 0; to < kept_rows_.size(); to++) {
        const auto from = static_cast<size_t>(kept_rows_[to]);
        std::memmove(x_ + to * d, x_ + from * d, d * sizeof(float));
        std::memmove(attended_.half + to * q, attended_.half + from * q, q * sizeof(uint16_t));
        if (attended_.full != nullptr) std::memmove(attended_.full + to * q, attended_.full + from * q, q * sizeof(float));
    }
}

}  // namespace pn
