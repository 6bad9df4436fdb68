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
    /// Number of weight pointers: embedding, those of each layer, final norm, head.
    int weight_count() const { return kPerLayer * layers + 3; }

    static constexpr int kPerLayer = 16;
};

/// y = x w^T (+ b).
struct PackedLinear {
    PackedWeight weight;   // [Out, In]
    Buffer<float> bias;    // [Out]
    bool has_bias = false;
};

struct LayerWeights {
    Buffer<float> attention_norm, ffn_norm;   // [D]
    std::vector<PackedLinear> qkv;            // {q, k, v} or {q over k over v}
    std::vector<PackedLinear> out;            // {[D, H K]}
    std::vector<PackedLinear> gate_up;        // {gate, up} or {gate over up}
    std::vector<PackedLinear> down;           // {[D, F]}
};

/// Copies of all weights. Immutable between two calls of load, so that steps may read it while another set is loaded.
class DecoderWeights {
public:
    /// weights: embedding [V,D]; per layer attention norm [D], q [H K,D], k [G K,D], v [G K,D], o [D,H K] and their biases, ffn norm [D],
    /// gate [F,D], up [F,D], down [D,F] and their biases; final norm [D]; head [V,D]. Row-major fp32. Biases may be null, and so may
    /// the head: it is then the embedding.
    void load(const DecoderShape& shape, const float* const* weights);

    const float* embedding() const { return embedding_.data(); }
    const float* final_norm() const { return final_norm_.data(); }
    const std::vector<PackedLinear>& head() const { return head_; }
    const LayerWeights& layer(int index) const { return layers_[static_cast<size_t>(index)]; }

private:
    void load_layer(const DecoderShape& shape, LayerWeights& layer, const float* const* weights);

    Buffer<float> embedding_, final_norm_, joined_;
    std::vector<LayerWeights> layers_;
    std::vector<PackedLinear> head_;
};

}  // namespace pn
