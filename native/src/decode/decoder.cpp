#include "decode/decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace pn {

Decoder::Decoder(const DecoderShape& shape, const float* cos, const float* sin)
    : shape_(shape), cache_(shape.blocks, shape.layers, shape.kv_heads, shape.head_width) {
    const size_t table = static_cast<size_t>(shape.context) * static_cast<size_t>(shape.head_width / 2);
    cos_.assign(cos, cos + table);
    sin_.assign(sin, sin + table);
}

std::unique_ptr<WeightSet> Decoder::load(const float* const* weights) { return weights_.load(shape_, weights); }

void Decoder::publish(std::unique_ptr<WeightSet> weights) { weights_.publish(std::move(weights)); }

void Decoder::step(const StepRows& rows, float* logits) {
    const DecoderWeights& weights = weights_.current();
    rows.check(shape_);
    const Kernels& k = kernels();
    const int d = shape_.width;
    const int wanted = rows.wanted_rows();
    embed(rows);
    for (int i = 0; i < shape_.layers; i++) {
        const LayerWeights& layer = weights.layer(i);
        const CacheView cache = cache_view(rows, i);
        float* normed = normed_.at_least(static_cast<size_t>(rows.rows) * d);
        k.rms_forward(x_.data(), layer.attention_norm.data(), normed, nullptr, rows.rows, d, shape_.epsilon);
        const Projections p = project(layer, rows.rows);
        k.rope(p.q, p.q_stride, p.q, p.q_stride, rows.positions, cos_.data(), sin_.data(), rows.rows, shape_.heads, shape_.head_width, 1.0f);
        k.rope(p.k, p.kv_stride, p.k, p.kv_stride, rows.positions, cos_.data(), sin_.data(), rows.rows, shape_.kv_heads, shape_.head_width, 1.0f);
        k.kv_append(cache, p.k, p.kv_stride, p.v, p.kv_stride);
        // Nothing reads the last layer's output of a row without logits.
        const bool narrowed = i == shape_.layers - 1 && wanted < rows.rows;
        if (narrowed && wanted == 0) return;
        const View view = narrowed ? narrow(rows, cache, p, wanted) : View{rows.rows, cache, p.q, p.q_stride};
        attend(layer, view);
        feed_forward(layer, view.rows);
    }
    float* normed = normed_.at_least(static_cast<size_t>(wanted) * d);
    k.rms_forward(x_.data(), weights.final_norm(), normed, nullptr, wanted, d, shape_.epsilon);
    linear(weights.head(), normed, &logits, wanted);
}

void Decoder::embed(const StepRows& rows) {
    const auto d = static_cast<size_t>(shape_.width);
    float* x = x_.at_least(static_cast<size_t>(rows.rows) * d);
    for (int i = 0; i < rows.rows; i++)
        std::memcpy(x + static_cast<size_t>(i) * d, weights_.current().embedding() + static_cast<size_t>(rows.tokens[i]) * d, d * sizeof(float));
}

CacheView Decoder::cache_view(const StepRows& rows, int layer) const {
    return {cache_.keys(layer), cache_.values(layer), cache_.block_stride(), rows.block_table, rows.table_stride, rows.row_start,
            rows.context,       rows.sequences,       shape_.kv_heads,       shape_.head_width};
}

Decoder::Projections Decoder::project(const LayerWeights& layer, int rows) {
    const int q = shape_.query_width(), kv = shape_.kv_width(), all = q + 2 * kv;
    float* y = qkv_.at_least(static_cast<size_t>(rows) * all);
    if (shape_.merged) {
        linear(layer.qkv, normed_.data(), &y, rows);
        return {y, y + q, y + q + kv, all, all};
    }
    float* parts[3] = {y, y + static_cast<ptrdiff_t>(rows) * q, y + static_cast<ptrdiff_t>(rows) * (q + kv)};
    linear(layer.qkv, normed_.data(), parts, rows);
    return {parts[0], parts[1], parts[2], q, kv};
}

// Each wanted row becomes a sequence of one row that sees the cache up to its own position.
Decoder::View Decoder::narrow(const StepRows& rows, const CacheView& cache, const Projections& p, int wanted) {
    const int d = shape_.width, q = shape_.query_width();
    float* queries = narrow_q_.at_least(static_cast<size_t>(wanted) * q);
    float* kept = narrow_x_.at_least(static_cast<size_t>(wanted) * d);
    const auto count = static_cast<size_t>(wanted);
    narrow_start_.resize(count + 1);
    narrow_context_.resize(count);
    narrow_table_.resize(count * static_cast<size_t>(rows.table_stride));
    int to = 0;
    for (int s = 0; s < rows.sequences; s++) {
        for (int i = rows.row_start[s]; i < rows.row_start[s + 1]; i++) {
            if (rows.wanted[i] == 0) continue;
            std::memcpy(queries + static_cast<ptrdiff_t>(to) * q, p.q + i * p.q_stride, static_cast<size_t>(q) * sizeof(float));
            std::memcpy(kept + static_cast<ptrdiff_t>(to) * d, x_.data() + static_cast<ptrdiff_t>(i) * d, static_cast<size_t>(d) * sizeof(float));
            std::copy_n(rows.block_table + static_cast<ptrdiff_t>(s) * rows.table_stride, rows.table_stride,
                        narrow_table_.data() + static_cast<ptrdiff_t>(to) * rows.table_stride);
            narrow_start_[static_cast<size_t>(to)] = to;
            narrow_context_[static_cast<size_t>(to)] = static_cast<int32_t>(rows.positions[i] + 1);
            to++;
        }
    }
    narrow_start_[count] = wanted;
    std::swap(x_, narrow_x_);
    CacheView view = cache;
    view.block_table = narrow_table_.data();
    view.row_start = narrow_start_.data();
    view.context = narrow_context_.data();
    view.sequences = wanted;
    return {wanted, view, queries, q};
}

void Decoder::attend(const LayerWeights& layer, const View& view) {
    const Kernels& k = kernels();
    const int d = shape_.width, q = shape_.query_width();
    float* out = attended_.at_least(static_cast<size_t>(view.rows) * q);
    k.attention_cached(view.cache, view.q, view.q_stride, out, q, shape_.heads, shape_.scale);
    float* y = projected_.at_least(static_cast<size_t>(view.rows) * d);
    linear(layer.out, out, &y, view.rows);
    k.add_into(x_.data(), y, static_cast<int64_t>(view.rows) * d);
}

void Decoder::feed_forward(const LayerWeights& layer, int rows) {
    const Kernels& k = kernels();
    const int d = shape_.width, f = shape_.feed_forward;
    float* normed = normed_.at_least(static_cast<size_t>(rows) * d);
    k.rms_forward(x_.data(), layer.ffn_norm.data(), normed, nullptr, rows, d, shape_.epsilon);
    float* gate_up = gate_up_.at_least(static_cast<size_t>(rows) * 2 * f);
    float* parts[2] = {gate_up, gate_up + (shape_.merged ? f : static_cast<ptrdiff_t>(rows) * f)};
    linear(layer.gate_up, normed, parts, rows);
    const ptrdiff_t stride = shape_.merged ? 2 * f : f;
    float* active = active_.at_least(static_cast<size_t>(rows) * f);
    k.swiglu_forward(parts[0], stride, parts[1], stride, active, rows, f);
    float* y = projected_.at_least(static_cast<size_t>(rows) * d);
    linear(layer.down, active, &y, rows);
    k.add_into(x_.data(), y, static_cast<int64_t>(rows) * d);
}

void Decoder::linear(const std::vector<PackedLinear>& list, const float* x, float* const* y, int rows) {
    const PackedWeight& first = list.front().weight;
    uint16_t* rounded = nullptr;
    if (first.precision() == Precision::BFloat16) {
        const int64_t count = static_cast<int64_t>(rows) * first.k();
        rounded = rounded_.at_least(static_cast<size_t>(count));
        kernels().to_bfloat16(x, rounded, count);
    }
    for (size_t i = 0; i < list.size(); i++) {
        if (rounded != nullptr)
            list[i].weight.forward(rounded, y[i], rows);
        else
            list[i].weight.forward(x, y[i], rows);
        if (!list[i].has_bias) continue;
        const int64_t n = list[i].weight.n();
        for (int64_t row = 0; row < rows; row++) kernels().add_into(y[i] + row * n, list[i].bias.data(), n);
    }
}

}  // namespace pn
