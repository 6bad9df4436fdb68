// What a decode step is to its callers, whichever implementation runs it.
#pragma once
#include <cstdint>
#include <memory>

#include "kernels/gemm.h"

namespace pn {

struct DecoderShape {
    int layers, width, heads, kv_heads, head_width, feed_forward, vocabulary, context, blocks;
    Precision linear, head;
    /// One product for query, key and value and one for gate and up instead of three and two.
    bool merged;
    /// Weights are rounded to int8 with one scale per output.
    bool int8;
    float epsilon, scale;
    int threads;

    int query_width() const { return heads * head_width; }
    int kv_width() const { return kv_heads * head_width; }
    /// Number of weight pointers: embedding, those of each layer, final norm, head.
    int weight_count() const { return kPerLayer * layers + 3; }

    static constexpr int kPerLayer = 16;
};

/// Token rows of one step. The rows of a sequence are consecutive and at consecutive positions, the last at context - 1.
struct StepRows {
    int rows, sequences;
    const int32_t* tokens;       // [N]
    const int64_t* positions;    // [N]
    const uint8_t* wanted;       // [N], 1 where logits are wanted
    const int32_t* row_start;    // [S + 1]
    const int32_t* context;      // [S]
    const int32_t* block_table;  // [S, table_stride]
    int table_stride;

    int wanted_rows() const;
    /// Throws unless the rows describe what the class comment says and stay within the shape.
    void check(const DecoderShape& shape) const;
};

/// One version of the weights, packed. Immutable between two loads.
class WeightSet {
public:
    virtual ~WeightSet() = default;
    /// weights: embedding [V,D]; per layer attention norm [D], q [H K,D], k [G K,D], v [G K,D], o [D,H K] and their biases, ffn norm [D],
    /// gate [F,D], up [F,D], down [D,F] and their biases; final norm [D]; head [V,D]. Row-major fp32. Biases may be null, and so may
    /// the head: it is then the embedding.
    virtual void load(const DecoderShape& shape, const float* const* weights) = 0;
};

/// Throws when a weight that must be there is null.
void check_weights(const DecoderShape& shape, const float* const* weights);

class StepDecoder {
public:
    virtual ~StepDecoder() = default;

    /// Packs a version of the weights beside the one in use; may run while another thread steps.
    virtual std::unique_ptr<WeightSet> load(const float* const* weights) = 0;
    /// Makes it the version of the following steps. Not during a step.
    virtual void publish(std::unique_ptr<WeightSet> weights) = 0;
    /// logits [wanted rows, V], in row order.
    virtual void step(const StepRows& rows, float* logits) = 0;
    virtual void copy_block(int from, int to, int positions) = 0;
    virtual const DecoderShape& shape() const = 0;
};

}  // namespace pn
