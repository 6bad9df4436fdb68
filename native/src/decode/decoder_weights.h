// One version of a decoder's weights, packed for repeated products.
#pragma once
#include <vector>

#include "decode/buffer.h"
#include "kernels/gemm.h"

namespace pn {

struct DecoderShape {
    int layers, width, heads, kv_heads, head_width, feed_forward, vocabulary, context, blocks;
    Precision linear, head;
    /// One product for query, key and value and one for gate and up instead of three and two.
    bool merged;
    float epsilon, scale;

    int query_width() const { return heads * head_width; }
    int kv_width() const { return kv_heads * head_width; }
    /// Number of weight pointers: embedding, nine per layer, final norm, head.
    int weight_count() const { return 9 * layers + 3; }
};

struct LayerWeights {
    Buffer<float> attention_norm, ffn_norm;   // [D]
    std::vector<PackedWeight> qkv;            // {q, k, v} or {q over k over v}
    std::vector<PackedWeight> out;            // {[D, H K]}
    std::vector<PackedWeight> gate_up;        // {gate, up} or {gate over up}
    std::vector<PackedWeight> down;           // {[D, F]}
};

/// Copies of all weights. Immutable between two calls of load, so that steps may read it while another set is loaded.
class DecoderWeights {
public:
    /// weights: embedding [V,D]; per layer attention norm [D], q [H K,D], k [G K,D], v [G K,D], o [D,H K], ffn norm [D], gate [F,D],
    /// up [F,D], down [D,F]; final norm [D]; head [V,D], or null when tied to the embedding. Row-major fp32.
    void load(const DecoderShape& shape, const float* const* weights);

    const float* embedding() const { return embedding_.data(); }
    const float* final_norm() const { return final_norm_.data(); }
    const PackedWeight& head() const { return head_.front(); }
    const LayerWeights& layer(int index) const { return layers_[static_cast<size_t>(index)]; }

private:
    void load_layer(const DecoderShape& shape, LayerWeights& layer, const float* const* weights);

    Buffer<float> embedding_, final_norm_, joined_;
    std::vector<LayerWeights> layers_;
    std::vector<PackedWeight> head_;
};

}  // namespace pn
