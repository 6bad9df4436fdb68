// The forward pass of a Llama-family decoder over a block KV cache: prompt chunks and single tokens of many sequences in one call.
//
// Every row goes through the same kernels and products as in training (kernels/kernels.h, kernels/gemm.h), whose rows do not depend on
// each other, so that logits have the bits of a training forward pass over the same tokens - in fp32 and with bf16 products.
// Extents: N rows, S sequences, D width, H query heads, G key/value heads, K head width, F feed-forward width, V vocabulary.
#pragma once
#include <memory>
#include <vector>

#include "decode/buffer.h"
#include "decode/decoder_weights.h"
#include "decode/kv_cache.h"
#include "decode/step_decoder.h"
#include "decode/versioned_weights.h"

namespace pn {

class Decoder final : public StepDecoder {
public:
    /// cos, sin: [context, K/2], copied.
    Decoder(const DecoderShape& shape, const float* cos, const float* sin);

    std::unique_ptr<WeightSet> load(const float* const* weights) override;
    void publish(std::unique_ptr<WeightSet> weights) override;
    void step(const StepRows& rows, float* logits) override;
    void copy_block(int from, int to, int positions) override { cache_.copy(from, to, positions); }
    const DecoderShape& shape() const override { return shape_; }

private:
    // The rows that a layer's second half works on: all of them, or in the last layer the wanted ones.
    struct View {
        int rows;
        CacheView cache;
        const float* q;
        ptrdiff_t q_stride;
    };
    struct Projections {
        float *q, *k, *v;
        ptrdiff_t q_stride, kv_stride;
    };

    void embed(const StepRows& rows);
    CacheView cache_view(const StepRows& rows, int layer) const;
    Projections project(const LayerWeights& layer, int rows);
    View narrow(const StepRows& rows, const CacheView& cache, const Projections& p, int wanted);
    void attend(const LayerWeights& layer, const View& view);
    void feed_forward(const LayerWeights& layer, int rows);
    /// y = x w^T (+ b) for each linear of the list; with bf16, x is rounded once for all of them.
    void linear(const std::vector<PackedLinear>& list, const float* x, float* const* y, int rows);

    DecoderShape shape_;
    KvCache cache_;
    std::vector<float> cos_, sin_;
    VersionedWeights<DecoderWeights> weights_;
    Buffer<float> x_, normed_, qkv_, attended_, projected_, gate_up_, active_, narrow_q_, narrow_x_;
    Buffer<uint16_t> rounded_;
    std::vector<int32_t> narrow_start_, narrow_context_, narrow_table_;
};

}  // namespace pn
