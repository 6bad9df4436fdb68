// One version of the weights of the fast decoder.
#pragma once
#include <vector>

#include "decode/step_decoder.h"
#include "fast/panel_weight.h"

namespace pn {

struct FastLayer {
    Buffer<float> attention_norm, ffn_norm;   // [D]
    PanelWeight qkv;       // q over k over v: [(H + 2 G) K, D]
    PanelWeight out;       // [D, H K]
    PanelWeight gate_up;   // in turns of 16 rows: [2 F, D]
    PanelWeight down;      // [D, F]
};

class FastWeights final : public WeightSet {
public:
    void load(const DecoderShape& shape, const float* const* weights) override;

    const float* embedding() const { return embedding_.data(); }
    const float* final_norm() const { return final_norm_.data(); }
    const PanelWeight& head() const { return head_; }
    const FastLayer& layer(int index) const { return layers_[static_cast<size_t>(index)]; }

private:
    Buffer<float> embedding_, final_norm_;
    Buffer<uint8_t> memory_;   // of all packed weights, in the order in which a step reads them
    std::vector<FastLayer> layers_;
    PanelWeight head_;
};

}  // namespace pn
