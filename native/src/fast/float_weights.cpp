#include "fast/float_weights.h"

#include <cstring>
#include <utility>

namespace pn {
namespace {

void copy(Buffer<float>& to, const float* from, size_t count) { std::memcpy(to.at_least(count), from, count * sizeof(float)); }

}  // namespace

template <class RowOf>
void FloatPanels::pack_rows(int n, int k, float* memory, RowOf&& row_of) {
    k_ = k;
    groups_ = (n + kFloatGroup - 1) / kFloatGroup;
    data_ = memory;
    float* biases = has_bias_ ? bias_.at_least(static_cast<size_t>(groups_) * kFloatGroup) : nullptr;
#pragma omp parallel for schedule(static)
    for (int g = 0; g < groups_; g++)
        for (int c = 0; c < kFloatGroup; c++) {
            const int at = g * kFloatGroup + c;
            const Row row = at < n ? row_of(at) : Row{nullptr, 0};
            if (biases != nullptr) biases[at] = row.bias;
            float* to = memory + static_cast<ptrdiff_t>(g) * kFloatGroup * k + c;
            for (int j = 0; j < k; j++, to += kFloatGroup) *to = row.values != nullptr ? row.values[j] : 0.0f;
        }
}

void FloatPanels::pack(std::initializer_list<WeightRows> parts, int k, float* memory) {
    int n = 0;
    has_bias_ = false;
    for (const WeightRows& part : parts) {
        n += part.count;
        has_bias_ = has_bias_ || part.bias != nullptr;
    }
    pack_rows(n, k, memory, [&](int at) -> Row {
        for (const WeightRows& part : parts) {
            if (at < part.count) return {part.rows + static_cast<ptrdiff_t>(at) * k, part.bias != nullptr ? part.bias[at] : 0};
            at -= part.count;
        }
        return {nullptr, 0};
    });
}

void FloatPanels::pack_interleaved(const WeightRows& first, const WeightRows& second, int k, float* memory) {
    has_bias_ = first.bias != nullptr || second.bias != nullptr;
    pack_rows((first.count + 15) / 16 * kFloatGroup, k, memory, [&](int at) -> Row {
        const WeightRows& part = at % kFloatGroup < 16 ? first : second;
        const int row = at / kFloatGroup * 16 + at % 16;
        if (row >= part.count) return {nullptr, 0};
        return {part.rows + static_cast<ptrdiff_t>(row) * k, part.bias != nullptr ? part.bias[row] : 0};
    });
}

void FloatWeights::load(const DecoderShape& shape, const float* const* weights) {
    check_weights(shape, weights);
    const int d = shape.width, q = shape.query_width(), kv = shape.kv_width(), f = shape.feed_forward;
    const auto width = static_cast<size_t>(d);
    copy(embedding_, weights[0], width * static_cast<size_t>(shape.vocabulary));
    const size_t of_layer = FloatPanels::floats(q + 2 * kv, d) + FloatPanels::floats(d, q) + FloatPanels::floats_interleaved(f, d) + FloatPanels::floats(d, f);
    float* next = memory_.at_least(of_layer * static_cast<size_t>(shape.layers) + FloatPanels::floats(shape.vocabulary, d));
    const auto take = [&next](size_t count) { return std::exchange(next, next + count); };
    layers_.resize(static_cast<size_t>(shape.layers));
    const float* const* w = weights + 1;
    for (FloatLayer& layer : layers_) {
        copy(layer.attention_norm, w[0], width);
        layer.qkv.pack({{w[1], w[5], q}, {w[2], w[6], kv}, {w[3], w[7], kv}}, d, take(FloatPanels::floats(q + 2 * kv, d)));
        layer.out.pack({{w[4], w[8], d}}, q, take(FloatPanels::floats(d, q)));
        copy(layer.ffn_norm, w[9], width);
        layer.gate_up.pack_interleaved({w[10], w[13], f}, {w[11], w[14], f}, d, take(FloatPanels::floats_interleaved(f, d)));
        layer.down.pack({{w[12], w[15], d}}, f, take(FloatPanels::floats(d, f)));
        w += DecoderShape::kPerLayer;
    }
    copy(final_norm_, w[0], width);
    head_.pack({{w[1] != nullptr ? w[1] : weights[0], nullptr, shape.vocabulary}}, d, take(FloatPanels::floats(shape.vocabulary, d)));
}

}  // namespace pn
