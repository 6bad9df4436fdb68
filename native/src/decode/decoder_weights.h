// One version of a decoder's weights, packed for repeated products.
#pragma once
#include <vector>

#include "decode/buffer.h"
#include "decode/step_decoder.h"
#include "kernels/gemm.h"

namespace pn {

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
class DecoderWeights final : public WeightSet {
public:
    void load(const DecoderShape& shape, const float* const* weights) override;

    const float* embedding() const { return embedding_.data(); }
    const float* final_norm() const { return final_norm_.data(); }
    const std::vector<PackedLinear>& head() const { return head_; }
    const LayerWeights& layer(int index) const { return layers_[static_cast<size_t>(index)]; }

private:
    void load_layer(const DecoderShape& shape, LayerWeights& layer, const float* const* weights);

    Buffer<float> embedding_, final_norm_, joined_, rounded_;
    std::vector<LayerWeights> layers_;
    std::vector<PackedLinear> head_;
};

}  // namespace pn
