#include "decode/decoder_weights.h"

#include <cstring>
#include <stdexcept>
#include <string>

namespace pn {
namespace {

void copy(Buffer<float>& to, const float* from, size_t count) { std::memcpy(to.at_least(count), from, count * sizeof(float)); }

// Packs into the storage of an earlier version where there is one.
void pack(std::vector<PackedWeight>& list, size_t index, const float* w, int64_t n, int64_t k, Precision precision) {
    if (list.size() > index)
        list[index].repack(w);
    else
        list.emplace_back(w, n, k, precision);
}

struct Part {
    const float* rows;
    int64_t count;
};

void pack_parts(std::vector<PackedWeight>& list, const std::vector<Part>& parts, int64_t k, const DecoderShape& shape, Buffer<float>& joined) {
    if (!shape.merged) {
        for (size_t i = 0; i < parts.size(); i++) pack(list, i, parts[i].rows, parts[i].count, k, shape.linear);
        return;
    }
    int64_t n = 0;
    for (const Part& part : parts) n += part.count;
    float* rows = joined.at_least(static_cast<size_t>(n * k));
    for (const Part& part : parts) {
        std::memcpy(rows, part.rows, static_cast<size_t>(part.count * k) * sizeof(float));
        rows += part.count * k;
    }
    pack(list, 0, joined.data(), n, k, shape.linear);
}

}  // namespace

void DecoderWeights::load(const DecoderShape& shape, const float* const* weights) {
    const int count = shape.weight_count();
    for (int i = 0; i < count - 1; i++)
        if (weights[i] == nullptr) throw std::runtime_error("decoder: weight " + std::to_string(i) + " of " + std::to_string(count) + " is missing");
    const auto width = static_cast<size_t>(shape.width);
    const float* embedding = weights[0];
    copy(embedding_, embedding, width * static_cast<size_t>(shape.vocabulary));
    layers_.resize(static_cast<size_t>(shape.layers));
    for (int i = 0; i < shape.layers; i++) load_layer(shape, layers_[static_cast<size_t>(i)], weights + 1 + 9 * i);
    copy(final_norm_, weights[count - 2], width);
    const float* head = weights[count - 1] != nullptr ? weights[count - 1] : embedding;
    pack(head_, 0, head, shape.vocabulary, shape.width, shape.head);
}

void DecoderWeights::load_layer(const DecoderShape& shape, LayerWeights& layer, const float* const* w) {
    const int64_t d = shape.width, q = shape.query_width(), kv = shape.kv_width(), f = shape.feed_forward;
    copy(layer.attention_norm, w[0], static_cast<size_t>(d));
    pack_parts(layer.qkv, {{w[1], q}, {w[2], kv}, {w[3], kv}}, d, shape, joined_);
    pack(layer.out, 0, w[4], d, q, shape.linear);
    copy(layer.ffn_norm, w[5], static_cast<size_t>(d));
    pack_parts(layer.gate_up, {{w[6], f}, {w[7], f}}, d, shape, joined_);
    pack(layer.down, 0, w[8], d, f, shape.linear);
}

}  // namespace pn
