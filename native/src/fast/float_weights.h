// One version of the weights of the fast decode step in fp32: in groups of 32 outputs, in the order in which a step reads them.
#pragma once
#include <initializer_list>
#include <vector>

#include "decode/buffer.h"
#include "decode/step_decoder.h"
#include "fast/float_kernels.h"
#include "fast/panel_weight.h"

namespace pn {

/// A weight [N, K] as groups of [K][32]; outputs beyond N are zero.
class FloatPanels {
public:
    static size_t floats(int n, int k) { return static_cast<size_t>((n + kFloatGroup - 1) / kFloatGroup) * kFloatGroup * static_cast<size_t>(k); }
    static size_t floats_interleaved(int count, int k) { return floats((count + 15) / 16 * kFloatGroup, k); }

    /// The parts one below the other. The weight lies at `memory`, which the caller keeps.
    void pack(std::initializer_list<WeightRows> parts, int k, float* memory);
    /// The two in turns of 16 rows, so that a group of 32 outputs holds 16 of each; their counts are equal.
    void pack_interleaved(const WeightRows& first, const WeightRows& second, int k, float* memory);

    int k() const { return k_; }
    int groups() const { return groups_; }
    const float* group(int g) const { return data_ + static_cast<ptrdiff_t>(g) * kFloatGroup * k_; }
    /// [32], or null.
    const float* bias(int g) const { return has_bias_ ? bias_.data() + static_cast<ptrdiff_t>(g) * kFloatGroup : nullptr; }

private:
    struct Row {
        const float* values;   // null: zeros
        float bias;
    };
    template <class RowOf>
    void pack_rows(int n, int k, float* memory, RowOf&& row_of);

    int k_ = 0, groups_ = 0;
    bool has_bias_ = false;
    float* data_ = nullptr;
    Buffer<float> bias_;
};

struct FloatLayer {
    Buffer<float> attention_norm, ffn_norm;   // [D]
    FloatPanels qkv;       // q over k over v: [(H + 2 G) K, D]
    FloatPanels out;       // [D, H K]
    FloatPanels gate_up;   // in turns of 16 rows: [2 F, D]
    FloatPanels down;      // [D, F]
};

class FloatWeights final : public WeightSet {
public:
    void load(const DecoderShape& shape, const float* const* weights) override;

    const float* embedding() const { return embedding_.data(); }
    const float* final_norm() const { return final_norm_.data(); }
    const FloatPanels& head() const { return head_; }
    const FloatLayer& layer(int index) const { return layers_[static_cast<size_t>(index)]; }

private:
    Buffer<float> embedding_, final_norm_, memory_;
    std::vector<FloatLayer> layers_;
    FloatPanels head_;
};

}  // namespace pn
