#include "fast/fast_weights.h"

#include <cstring>
#include <utility>

namespace pn {
namespace {

void copy(Buffer<float>& to, const float* from, size_t count) { std::memcpy(to.at_least(count), from, count * sizeof(float)); }

}  // namespace

void FastWeights::load(const DecoderShape& shape, const float* const* weights) {
    check_weights(shape, weights);
    const WeightFormat format = shape.int8 ? WeightFormat::Int8 : WeightFormat::BFloat16;
    const int d = shape.width, q = shape.query_width(), kv = shape.kv_width(), f = shape.feed_forward;
    const auto width = static_cast<size_t>(d);
    copy(embedding_, weights[0], width * static_cast<size_t>(shape.vocabulary));
    const size_t layer_bytes = PanelWeight::bytes(q + 2 * kv, d, format) + PanelWeight::bytes(d, q, format) + PanelWeight::bytes_interleaved(f, d, format) +
                               PanelWeight::bytes(d, f, format);
    uint8_t* next = memory_.at_least(layer_bytes * static_cast<size_t>(shape.layers) + PanelWeight::bytes(shape.vocabulary, d, format));
    const auto take = [&next](size_t bytes) { return std::exchange(next, next + bytes); };
    layers_.resize(static_cast<size_t>(shape.layers));
    const float* const* w = weights + 1;
    for (FastLayer& layer : layers_) {
        copy(layer.attention_norm, w[0], width);
        layer.qkv.pack({{w[1], w[5], q}, {w[2], w[6], kv}, {w[3], w[7], kv}}, d, format, take(PanelWeight::bytes(q + 2 * kv, d, format)));
        layer.out.pack({{w[4], w[8], d}}, q, format, take(PanelWeight::bytes(d, q, format)));
        copy(layer.ffn_norm, w[9], width);
        layer.gate_up.pack_interleaved({w[10], w[13], f}, {w[11], w[14], f}, d, format, take(PanelWeight::bytes_interleaved(f, d, format)));
        layer.down.pack({{w[12], w[15], d}}, f, format, take(PanelWeight::bytes(d, f, format)));
        w += DecoderShape::kPerLayer;
    }
    copy(final_norm_, w[0], width);
    head_.pack({{w[1] != nullptr ? w[1] : weights[0], nullptr, shape.vocabulary}}, d, format, take(PanelWeight::bytes(shape.vocabulary, d, format)));
}

}  // namespace pn
