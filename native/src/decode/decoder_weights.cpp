#include "decode/decoder_weights.h"

#include "fast/int8.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

namespace pn {
namespace {

void copy(Buffer<float>& to, const float* from, size_t count) { std::memcpy(to.at_least(count), from, count * sizeof(float)); }

struct Part {
    const float* rows;
    const float* bias;
    int64_t count;
};

// What int8 weights stand for, as fp32: for CPUs on which the fast decoder does not run.
const float* round_to_int8(const float* rows, int64_t count, int64_t k, Buffer<float>& to) {
    float* out = to.at_least(static_cast<size_t>(count * k));
    for (int64_t i = 0; i < count * k; i += k) {
        const float scale = int8_scale(rows + i, static_cast<int>(k));
        for (int64_t j = i; j < i + k; j++) out[j] = scale * static_cast<float>(int8_of(rows[j], scale));
    }
    return out;
}

// Packs into the storage of an earlier version where there is one.
void pack(std::vector<PackedLinear>& list, size_t index, Part part, int64_t k, Precision precision, Buffer<float>* int8) {
    if (int8 != nullptr) part.rows = round_to_int8(part.rows, part.count, k, *int8);
    if (list.size() > index)
        list[index].weight.repack(part.rows);
    else
        list.push_back({PackedWeight(part.rows, part.count, k, precision), {}, false});
    list[index].has_bias = part.bias != nullptr;
    if (part.bias != nullptr) copy(list[index].bias, part.bias, static_cast<size_t>(part.count));
}

// One linear for all parts, or one for each.
void pack_parts(std::vector<PackedLinear>& list, const std::vector<Part>& parts, int64_t k, const DecoderShape& shape, Buffer<float>& joined, Buffer<float>* int8) {
    if (!shape.merged) {
        for (size_t i = 0; i < parts.size(); i++) pack(list, i, parts[i], k, shape.linear, int8);
        return;
    }
    int64_t n = 0;
    bool biased = false;
    for (const Part& part : parts) {
        n += part.count;
        biased = biased || part.bias != nullptr;
    }
    float* rows = joined.at_least(static_cast<size_t>(n * (k + 1)));
    float* bias = rows + n * k;
    int64_t at = 0;
    for (const Part& part : parts) {
        std::memcpy(rows + at * k, part.rows, static_cast<size_t>(part.count * k) * sizeof(float));
        if (part.bias != nullptr)
            std::memcpy(bias + at, part.bias, static_cast<size_t>(part.count) * sizeof(float));
        else
            std::fill_n(bias + at, part.count, 0.0f);
        at += part.count;
    }
    pack(list, 0, {rows, biased ? bias : nullptr, n}, k, shape.linear, int8);
}

}  // namespace

void DecoderWeights::load(const DecoderShape& shape, const float* const* weights) {
    const int count = shape.weight_count();
    check_weights(shape, weights);
    const auto width = static_cast<size_t>(shape.width);
    const float* embedding = weights[0];
    copy(embedding_, embedding, width * static_cast<size_t>(shape.vocabulary));
    layers_.resize(static_cast<size_t>(shape.layers));
    for (int i = 0; i < shape.layers; i++) load_layer(shape, layers_[static_cast<size_t>(i)], weights + 1 + DecoderShape::kPerLayer * i);
    copy(final_norm_, weights[count - 2], width);
    const float* head = weights[count - 1] != nullptr ? weights[count - 1] : embedding;
    pack(head_, 0, {head, nullptr, shape.vocabulary}, shape.width, shape.head, shape.int8 ? &rounded_ : nullptr);
}

void DecoderWeights::load_layer(const DecoderShape& shape, LayerWeights& layer, const float* const* w) {
    Buffer<float>* int8 = shape.int8 ? &rounded_ : nullptr;
    const int64_t d = shape.width, q = shape.query_width(), kv = shape.kv_width(), f = shape.feed_forward;
    copy(layer.attention_norm, w[0], static_cast<size_t>(d));
    pack_parts(layer.qkv, {{w[1], w[5], q}, {w[2], w[6], kv}, {w[3], w[7], kv}}, d, shape, joined_, int8);
    pack(layer.out, 0, {w[4], w[8], d}, q, shape.linear, int8);
    copy(layer.ffn_norm, w[9], static_cast<size_t>(d));
    pack_parts(layer.gate_up, {{w[10], w[13], f}, {w[11], w[14], f}}, d, shape, joined_, int8);
    pack(layer.down, 0, {w[12], w[15], d}, f, shape.linear, int8);
}

}  // namespace pn
